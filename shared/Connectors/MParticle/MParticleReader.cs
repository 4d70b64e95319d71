using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.TrackEvents;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.MParticle;

/// <summary>A batch: what it says of the user, what the user allows, and events. One delivery is one batch, or a list of them.</summary>
internal sealed class MParticleReader(VendorMapping mapping, PurposeMap purposes) : IEventReader
{
    public const string PrivacyRequest = "privacy_request";

    private const string Contact = "contact";
    private const int MaxBatches = 100;

    private readonly MParticleConsents _consents = new(purposes);

    public int MaxEvents => MaxBatches;

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (SafeProperties.NestsTooDeep(e.Element))
        {
            return "the batch nests too deep to be kept";
        }

        if (e.Element.Text("subject_request_id"u8) is not null)
        {
            return TakePrivacyRequest(e, parts);
        }

        if (e.Element.Text("request_type"u8) == "alias")
        {
            return TakeAlias(e, parts);
        }

        return TakeBatch(e, parts);
    }

    private string? TakeBatch(in VendorEvent e, ReadingParts parts)
    {
        if (MParticleBatch.KeyOf(e.Element) is not { } key)
        {
            return "the batch has no mpid and no customer_id";
        }

        var before = parts.Changes.Count;
        var person = new SourceItem
        {
            Object = Contact,
            Key = key,
            Kind = ChangeKind.Upsert,
            OccurredAt = e.Element.UnixMilliseconds("timestamp_unixtime_ms"u8),
            Fields = MParticleBatch.Person(e.Element),
            IsPartial = true,
        };
        var wrong = person.Fields.ValueKind == JsonValueKind.Undefined ? null : mapping.Map(person with { Id = IdOf(e.Element, key, person.Fields) }, e, parts);
        foreach (var consent in _consents.Read(e.Element.Member("consent_state"u8), person))
        {
            wrong ??= mapping.Map(consent, e, parts);
        }

        var events = e.Element.Member("events"u8);
        if (events.ValueKind == JsonValueKind.Array && events.GetArrayLength() > 0)
        {
            return wrong ?? TakeEvents(events, person with { Fields = default }, e, parts);
        }

        return wrong ?? (parts.Changes.Count == before ? parts.Ignore("batch without events") : null);
    }

    /// <summary>All events that can be understood; the first that cannot says why the batch has to wait.</summary>
    private string? TakeEvents(JsonElement events, SourceItem person, in VendorEvent e, ReadingParts parts)
    {
        string? wrong = null;
        foreach (var (index, item) in events.EnumerateArray().Index())
        {
            var mistake = item.Text("event_type"u8) is { Length: > 0 } type && item.Member("data"u8) is { ValueKind: JsonValueKind.Object } data
                ? TakeEvent(type, data, person with { Id = IdOf(item, data), OccurredAt = data.UnixMilliseconds("timestamp_unixtime_ms"u8) ?? person.OccurredAt }, e, parts)
                : "it has no event_type, or no data";
            wrong ??= mistake is null ? null : $"events[{index}]: {mistake}";
        }

        return wrong;
    }

    private string? TakeEvent(string type, JsonElement data, SourceItem item, in VendorEvent e, ReadingParts parts)
    {
        switch (type)
        {
            case "user_attribute_change" when data.Text("user_attribute_name"u8) is { Length: > 0 } name:
                var now = data.IsTrue("deleted"u8) ? default : data.Member("new"u8);
                return mapping.Map(item with { Fields = MParticleBatch.Attribute(name, now) }, e, parts);
            case "user_identity_change":
                return mapping.Map(item with { Fields = MParticleBatch.IdentityChange(data) }, e, parts);
            case "opt_out" when data.IsTrue("is_opted_out"u8):
                return mapping.Map(_consents.OptOut(item), e, parts);
            default:
                return MParticleEvent.Of(type, data) is { } detail
                    ? mapping.Map(item with { Kind = ChangeKind.Event, Event = detail }, e, parts)
                    : parts.Ignore(type);
        }
    }

    /// <summary>The device's two users are one: what was known under the first now belongs to the second.</summary>
    private string? TakeAlias(in VendorEvent e, ReadingParts parts)
    {
        var data = e.Element.Member("data"u8);
        var item = new SourceItem
        {
            Object = Contact,
            Key = data.Text("destination_mpid"u8),
            Kind = ChangeKind.Merge,
            Id = e.Element.Text("request_id"u8),
            OccurredAt = data.UnixMilliseconds("end_unixtime_ms"u8),
            MergedKeys = data.Text("source_mpid"u8) is { Length: > 0 } source && source != "0" ? [source] : [],
        };
        return item.MergedKeys.Count == 0 ? "the alias request has no source_mpid" : mapping.Map(item, e, parts);
    }

    /// <summary>How far a data subject request has come; whose it is it does not say.</summary>
    private string? TakePrivacyRequest(in VendorEvent e, ReadingParts parts)
    {
        var status = e.Element.Text("request_status"u8) ?? e.Element.Text("status"u8);
        return string.IsNullOrEmpty(status)
            ? "the callback has no request_status"
            : mapping.Map(
                new()
                {
                    Object = PrivacyRequest,
                    Key = e.Element.Text("subject_request_id"u8),
                    Kind = ChangeKind.Event,
                    Id = ContentId.Of("mparticle", $"{e.Element.Text("subject_request_id"u8)}/{status}"),
                    Fields = e.Element,
                    IsPartial = true,
                    Event = new EventDetail(
                        "privacy_request_status",
                        SafeProperties.Of(SafeProperties.Members(e.Element).Where(m => m.Name is "request_status" or "status" or "subject_request_type" or "expected_completion_time"))),
                },
                e,
                parts);
    }

    /// <summary>Of a batch that comes again every word is the same; with another attribute it is another change.</summary>
    private static string IdOf(JsonElement batch, string key, JsonElement person) => ContentId.Of(
        "mparticle",
        $"{key}/{batch.Text("batch_id"u8)}/{batch.Text("source_request_id"u8)}/{batch.Text("timestamp_unixtime_ms"u8)}",
        JsonMarshal.GetRawUtf8Value(person));

    /// <summary>mParticle's id, kept as text; else the sender's; else a hash of the event.</summary>
    private static string IdOf(JsonElement item, JsonElement data)
    {
        string?[] ids = [data.Text("event_id"u8), data.Text("source_message_id"u8), data.Text("message_id"u8)];
        return ids.FirstOrDefault(id => !string.IsNullOrWhiteSpace(id) && id != "0" && !id.Any(char.IsControl))
            ?? ContentId.Of("mparticle", "event", JsonMarshal.GetRawUtf8Value(item));
    }
}
