using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Mailchimp;

/// <summary>One form is one event about one member of one audience.</summary>
internal sealed class MailchimpReader(MailchimpOptions options, VendorMapping mapping) : IEventReader
{
    private const string Contact = "contact";
    private const string Email = "email";
    private const string Marketing = "marketing";

    private static readonly JsonElement Bounced = JsonElement.Parse("""{"email_status":"bounced"}""");
    private static readonly JsonElement Complained = JsonElement.Parse("""{"email_status":"complained"}""");

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var type = e.Element.Text("type"u8);
        if (type is not ("subscribe" or "profile" or "unsubscribe" or "upemail" or "cleaned"))
        {
            return string.IsNullOrWhiteSpace(type) ? "the event has no type" : parts.Ignore(type);
        }

        var data = e.Element.Member("data"u8);
        if (data.Text("list_id"u8) is not { } list || options.Lists.Of(list) is not { } purpose)
        {
            return "the audience's id is missing or is no id";
        }

        var item = new SourceItem
        {
            Object = Contact,
            Key = KeyOf(list, data.Text("email"u8) ?? data.Text("new_email"u8)),
            Kind = ChangeKind.Upsert,
            OccurredAt = e.Element.IsoTime("fired_at"u8),
            Fields = data,
        };
        return type switch
        {
            "subscribe" => mapping.Map(item with { Consents = [Consent(purpose, ConsentState.Granted, "Mailchimp subscribe", list)] }, e, parts),
            "upemail" => mapping.Map(Moved(item, list, data), e, parts),
            "unsubscribe" => TakeUnsubscribe(item, (list, purpose), e, parts),
            "cleaned" => mapping.Map(Cleaned(item, (list, purpose), data), e, parts),
            _ => mapping.Map(item, e, parts),
        };
    }

    /// <summary>The member is the same person at another address: the record under the old one is absorbed, and both addresses lead to it.</summary>
    private static SourceItem Moved(SourceItem item, string list, JsonElement data) =>
        KeyOf(list, data.Text("old_email"u8)) is { } old && old != item.Key
            ? item with { Kind = ChangeKind.Merge, MergedKeys = [old] }
            : item;

    private string? TakeUnsubscribe(SourceItem item, (string Id, string Purpose) list, in VendorEvent e, ReadingParts parts)
    {
        var isAbuse = item.Fields.Text("reason"u8) == "abuse";
        var consents = Withdrawn(list, isAbuse, isAbuse ? "Mailchimp unsubscribe, reported as spam" : "Mailchimp unsubscribe");
        if (mapping.Map(item with { Kind = ChangeKind.Consent, Consents = consents }, e, parts) is { } wrong)
        {
            return wrong;
        }

        // The refusal outlives the record.
        return item.Fields.Text("action"u8) != "delete"
            ? null
            : mapping.Map(item with { Kind = ChangeKind.Delete, Id = ContentId.Of("delete", "", JsonMarshal.GetRawUtf8Value(e.Element)) }, e, parts);
    }

    /// <summary>Mailchimp has given the address up: it bounces, or its owner calls the mail spam, which is a refusal.</summary>
    private static SourceItem Cleaned(SourceItem item, (string Id, string Purpose) list, JsonElement data)
    {
        var isAbuse = data.Text("reason"u8) == "abuse";
        var properties = new EventProperties().Add(data, [("reason", "reason"), ("campaignId", "campaign_id"), ("listId", "list_id")]).ToValue();
        return item with
        {
            Kind = ChangeKind.Event,
            Event = new EventDetail(isAbuse ? "email_marked_as_spam" : "email_bounced", properties),
            Identifiers = AddressKey.Email(data.Text("email"u8)).Identifiers,
            Fields = isAbuse ? Complained : Bounced,
            IsPartial = true,
            Consents = isAbuse ? Withdrawn(list, isAbuse, "Mailchimp cleaned, reported as spam") : [],
        };
    }

    private static List<ConsentEntry> Withdrawn((string Id, string Purpose) list, bool isAbuse, string evidence)
    {
        List<ConsentEntry> consents = [Consent(list.Purpose, ConsentState.Withdrawn, evidence, list.Id)];
        if (isAbuse && list.Purpose != Marketing)
        {
            consents.Add(Consent(Marketing, ConsentState.Withdrawn, evidence, list.Id));
        }

        return consents;
    }

    private static ConsentEntry Consent(string purpose, ConsentState state, string evidence, string list) =>
        new(purpose, Email, state, Evidence: $"{evidence}, audience {list}");

    /// <summary>
    /// The audience and what Mailchimp's API calls the member's id there, the MD5 of the address in lower case: the one key that
    /// every event can be given, for a cleaned address comes without any other, and a moved one without its old.
    /// </summary>
    internal static string? KeyOf(string list, string? email)
    {
        if (AddressKey.Email(email).Key is not { Length: > 0 } address)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(Encoding.UTF8.GetBytes(address));
        return $"{list}:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
