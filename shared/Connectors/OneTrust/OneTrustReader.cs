using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.OneTrust;

/// <summary>
/// One message is one person: what is known of them, and a statement for each purpose. What stands in it is what the customer's
/// workflow puts there, so the event may be the whole body or its <c>payload</c> alone.
/// </summary>
internal sealed class OneTrustReader(OneTrustOptions options, VendorMapping mapping) : IEventReader
{
    private const string Contact = "contact";

    /// <summary>An expiry may be noted before it comes; further ahead a time would win against all that is said until then.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("eventType"u8) is { Length: > 0 } type && !options.EventTypes.Contains(type))
        {
            return parts.Ignore($"event {type}");
        }

        var payload = e.Element.Member("payload"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : e.Element;
        var root = RootOf(e.Element);
        var person = new SourceItem
        {
            Object = Contact,
            Key = payload.Text("dataSubjectGuid"u8),
            Kind = ChangeKind.Upsert,
            Id = IdOf(root, Contact),
            OccurredAt = e.Element.IsoTime("eventTime"u8) ?? e.Element.UnixMilliseconds("messageSequenceNumber"u8),
            Fields = payload,
            IsPartial = true,
        };
        return mapping.Map(person, e, parts)
            ?? TakeProfiles(person with { Kind = ChangeKind.Consent, Fields = default }, payload.Member("profiles"u8), root, e, parts)
            ?? (payload.IsTrue("unsubscribeAll"u8) ? TakeUnsubscription(person with { Fields = default }, root, e, parts) : null);
    }

    /// <summary>Each purpose has a time of its own, so each is a change of its own; one that stands there twice is said once.</summary>
    private string? TakeProfiles(SourceItem person, JsonElement profiles, string root, in VendorEvent e, ReadingParts parts)
    {
        if (profiles.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        if (profiles.ValueKind != JsonValueKind.Array)
        {
            return "profiles is no list";
        }

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var profile in profiles.EnumerateArray())
        {
            if (OneTrustProfile.Read(profile, options.Purposes, out var read) is { } wrong)
            {
                return wrong;
            }

            var id = IdOf(root, $"{read.PurposeId}/{read.Status}/{read.At:O}");
            if (read.Consents.Count == 0 || !said.Add(id))
            {
                continue;
            }

            var at = read.At - e.Request.ReceivedAt < Ahead ? read.At : person.OccurredAt;
            if (mapping.Map(person with { Id = id, OccurredAt = at ?? person.OccurredAt, Consents = read.Consents }, e, parts) is { } faulty)
            {
                return faulty;
            }
        }

        return null;
    }

    /// <summary>The person wants none of it, so none of the purposes that are known here.</summary>
    private string? TakeUnsubscription(SourceItem person, string root, in VendorEvent e, ReadingParts parts)
    {
        var all = options.Purposes.All.DefaultIfEmpty(new("marketing", PurposeMap.EveryChannel));
        return mapping.Map(
            person with
            {
                Kind = ChangeKind.Consent,
                Id = IdOf(root, "unsubscribeAll"),
                Consents = [.. all.Select(p => new ConsentEntry(p.Purpose, p.Channel, ConsentState.Withdrawn, Evidence: "OneTrust unsubscribeAll"))],
            },
            e,
            parts);
    }

    /// <summary>The message's key and number, which stay when OneTrust sends it again.</summary>
    private static string RootOf(JsonElement message) =>
        message.Text("messageKey"u8) is { Length: > 0 } key && message.Text("messageSequenceNumber"u8) is { Length: > 0 } number ? $"{key}:{number}"
            : message.Text("eventId"u8) is { Length: > 0 } id ? id
            : ContentId.Of("onetrust", "message", JsonMarshal.GetRawUtf8Value(message));

    private static string IdOf(string root, string about) => ContentId.Of("onetrust", $"{root}/{about}");
}
