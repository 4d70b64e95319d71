using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.TrackEvents;

/// <summary>One event of the tracking specification, as a customer-data platform passes it on: several vendors share it.</summary>
internal sealed class TrackEventReader(VendorMapping mapping, PurposeMap purposes, string? region) : IEventReader
{
    /// <summary>The table that the vendors of this shape share.</summary>
    public const string Table = "track-events";

    private const string Contact = "contact";
    private const string ConsentUpdated = "Segment Consent Preference Updated";
    private const int MaxEventName = 200;

    /// <summary>A clock may be ahead by so much. What is further in the future would win against everything said later.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private readonly TrackConsents _consents = new(purposes);

    /// <summary>Segment's largest batch.</summary>
    public int MaxEvents => 4000;

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (SafeProperties.NestsTooDeep(e.Element))
        {
            return "the event nests too deep to be kept";
        }

        if (e.Element.Text("type"u8) is not { Length: > 0 } type)
        {
            return "the event's type is missing";
        }

        if (type is not ("identify" or "track" or "page" or "screen" or "group" or "alias" or "delete"))
        {
            return parts.Ignore(type);
        }

        if (type == "delete")
        {
            // Segment tells of a deletion only where a privacy law asked for it.
            return mapping.Map(Item(e) with { Key = new TrackPerson(e.Element, region).Key, Kind = ChangeKind.Delete, Privacy = true }, e, parts);
        }

        var person = new TrackPerson(e.Element, region);
        if (_consents.Read(e.Element.Member("context"u8), MessageId(e.Element), out var consents) is { } wrong)
        {
            return wrong;
        }

        var item = Item(e) with { Key = person.Key, Identifiers = person.Identifiers, Consents = consents };
        return type switch
        {
            "identify" => mapping.Map(item with { Kind = ChangeKind.Upsert, Fields = TrackPerson.Traits(e.Element) }, e, parts),
            "track" => TakeTrack(item, e, parts),
            "group" => TakeGroup(item, e, parts),
            "alias" => TakeAlias(item, person, e, parts),
            _ => mapping.Map(item with { Event = new EventDetail(type, View(e.Element)) }, e, parts),
        };
    }

    private string? TakeTrack(SourceItem item, in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("event"u8) is not { Length: > 0 and <= MaxEventName } name)
        {
            return $"the event has no name, or one of more than {MaxEventName} characters";
        }

        return mapping.Map(
            name == ConsentUpdated && item.Consents.Count > 0
                ? item with { Kind = ChangeKind.Consent }
                : item with { Event = new EventDetail(name, SafeProperties.Of(SafeProperties.Members(e.Element.Member("properties"u8)))) },
            e,
            parts);
    }

    /// <summary>The group is a company of its own, and that the person belongs to it goes to the person.</summary>
    private string? TakeGroup(SourceItem item, in VendorEvent e, ReadingParts parts)
    {
        var company = new SourceItem
        {
            Object = "company",
            Key = e.Element.Text("groupId"u8),
            Kind = ChangeKind.Upsert,
            Id = item.Id is null ? null : $"{item.Id}/company",
            OccurredAt = item.OccurredAt,
            Fields = e.Element.Member("traits"u8),
            IsPartial = true,
        };
        if (mapping.Map(company, e, parts) is { } wrong)
        {
            return wrong;
        }

        var groupId = SafeProperties.Of(SafeProperties.Members(e.Element).Where(m => m.NameEquals("groupId"u8)));
        return item.Key is null ? null : mapping.Map(item with { Event = new EventDetail("group", groupId), Fields = JsonElement.Parse(groupId.Json) }, e, parts);
    }

    /// <summary>The former id may have been a user's or a visitor's, and the event does not say which: both lead to the person from now on.</summary>
    private string? TakeAlias(SourceItem item, TrackPerson person, in VendorEvent e, ReadingParts parts)
    {
        var previous = e.Element.Text("previousId"u8);
        return person.Add(Identifier.AnonymousId, previous) is null || person.Add(Identifier.UserId, previous) is null
            ? "the event has no previousId that could lead to a person"
            : mapping.Map(item with { Kind = ChangeKind.Upsert, Identifiers = [.. person.Identifiers] }, e, parts);
    }

    private static SourceItem Item(in VendorEvent e) => new()
    {
        Object = Contact,
        Key = null,
        Kind = ChangeKind.Event,
        Id = MessageId(e.Element),
        OccurredAt = OccurredAt(e.Element, e.Request.ReceivedAt),
        IsPartial = true,
    };

    /// <summary>The library's own id of the event, which it and every platform behind it repeat.</summary>
    private static string? MessageId(JsonElement e) =>
        (e.Text("messageId"u8) ?? e.Text("message_id"u8)) is { } id && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl) ? id : null;

    /// <summary><c>timestamp</c> is what the platform made of the caller's clock and its own.</summary>
    private static DateTimeOffset? OccurredAt(JsonElement e, DateTimeOffset receivedAt) =>
        (e.IsoTime("timestamp"u8) ?? e.IsoTime("originalTimestamp"u8) ?? e.IsoTime("sentAt"u8)) is { } time && time - receivedAt < Ahead ? time : null;

    /// <summary>What was looked at, under the name that the call gave it outside of its properties too.</summary>
    private static FieldValue View(JsonElement e) => SafeProperties.Of(
        SafeProperties.Members(e.Member("properties"u8)).Concat(SafeProperties.Members(e).Where(m => m.Name is "name" or "category" && m.Value.ValueKind == JsonValueKind.String)));
}
