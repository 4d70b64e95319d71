using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>Delivery to changes. An event that cannot be understood is set aside alone; its neighbours go on.</summary>
internal sealed class HubSpotReader(string source, HubSpotOptions options, HubSpotMapping mapping)
{
    private const string Contact = "contact";
    private const string ContactTypeId = "0-1";
    private const int MaxNameLength = 80;
    private const long MaxUnixMilliseconds = 253402300799999;

    public WebhookReading Read(WebhookRequest request)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        if (JsonBatch.Split(request.Body, elements) is { } wrong)
        {
            return WebhookReading.RejectAll(request, wrong);
        }

        var parts = new Parts(elements.Count);
        foreach (var element in elements)
        {
            if (Take(element, request.ReceivedAt, parts) is { } reason)
            {
                parts.Rejected.Add(new RejectedPart(element, reason));
            }
        }

        return new WebhookReading { Changes = parts.Changes, Ignored = parts.Ignored, Rejected = parts.Rejected };
    }

    /// <returns>Null when the event became a change or was ignored, else what is wrong with it.</returns>
    private string? Take(ReadOnlyMemory<byte> element, DateTimeOffset receivedAt, Parts parts)
    {
        if (Parse(element) is not { } e)
        {
            return "The event is not an object of the expected form.";
        }

        if (e.Type is not { Length: > 0 } type)
        {
            return "The event has no subscriptionType.";
        }

        if (options.PortalId is { } portal && e.PortalId != portal)
        {
            return "The event is of another portal than options.portalId.";
        }

        if (ActionOf(type, e.ObjectTypeId) is not { } action)
        {
            parts.Ignored.Add(NameOf(type, e.ObjectTypeId));
            return null;
        }

        if (e.OccurredAt is not (>= 0 and <= MaxUnixMilliseconds))
        {
            return "The event has no occurredAt in milliseconds since 1970.";
        }

        return action == HubSpotAction.Merge ? TakeMerge(e, receivedAt, parts) : TakeSingle(action, e, receivedAt, parts);
    }

    private static HubSpotEvent? Parse(ReadOnlyMemory<byte> element)
    {
        try
        {
            return element.Span[0] == '{' ? JsonSerializer.Deserialize(element.Span, HubSpotJson.Default.HubSpotEvent) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException) // the latter: text that is not Unicode
        {
            return null;
        }
    }

    /// <summary>What happened to a contact, or null where the event is about something else or says nothing of use.</summary>
    private static HubSpotAction? ActionOf(string type, string? objectTypeId) => type switch
    {
        "contact.creation" or "contact.restore" => HubSpotAction.Upsert,
        "contact.propertyChange" => HubSpotAction.Property,
        "contact.deletion" => HubSpotAction.Delete,
        "contact.privacyDeletion" => HubSpotAction.Erase,
        "contact.merge" => HubSpotAction.Merge,
        _ when !type.StartsWith("object.", StringComparison.Ordinal) || objectTypeId is not (ContactTypeId or Contact) => null,
        "object.creation" or "object.restore" => HubSpotAction.Upsert,
        "object.propertyChange" => HubSpotAction.Property,
        "object.deletion" => HubSpotAction.Delete,
        "object.privacyDeletion" => HubSpotAction.Erase,
        "object.merge" => HubSpotAction.Merge,
        _ => null,
    };

    private string? TakeSingle(HubSpotAction action, HubSpotEvent e, DateTimeOffset receivedAt, Parts parts)
    {
        if (e.ObjectId is not > 0)
        {
            return "The event has no objectId.";
        }

        var change = NewChange(e, e.ObjectId.Value, e.ObjectId.Value, ChangeKind.Upsert, receivedAt);
        switch (action)
        {
            case HubSpotAction.Delete or HubSpotAction.Erase:
                parts.Changes.Add(change with { Kind = ChangeKind.Delete, Privacy = action == HubSpotAction.Erase });
                return null;
            case HubSpotAction.Property when e.PropertyName is not { Length: > 0 and <= MaxNameLength }:
                return $"The event has no propertyName of at most {MaxNameLength} characters.";
            case HubSpotAction.Property when e.PropertyValue is null && e.IsSensitive != true:
                return "The event has no propertyValue.";
            case HubSpotAction.Property:
                parts.Changes.Add(mapping.Apply(change, e, e.PropertyName, e.PropertyValue ?? ""));
                return null;
            default:
                parts.Changes.Add(change);
                return null;
        }
    }

    /// <summary>
    /// The survivor is the contact that the merge made, where it made one; the primary contact is then absorbed like the rest.
    /// </summary>
    private string? TakeMerge(HubSpotEvent e, DateTimeOffset receivedAt, Parts parts)
    {
        if ((e.PrimaryObjectId ?? e.ObjectId) is not { } primary || primary <= 0)
        {
            return "The merge has no primaryObjectId.";
        }

        var survivor = e.NewObjectId is > 0 ? e.NewObjectId.Value : primary;
        var absorbed = (e.MergedObjectIds ?? []).Append(primary).Where(id => id > 0 && id != survivor).Distinct().Order().Select(KeyOf).ToArray();
        if (absorbed.Length == 0)
        {
            return "The merge has no mergedObjectIds.";
        }

        parts.Changes.Add(NewChange(e, survivor, primary, ChangeKind.Merge, receivedAt) with { MergedKeys = absorbed });
        return null;
    }

    private Change NewChange(HubSpotEvent e, long key, long about, ChangeKind kind, DateTimeOffset receivedAt) => new()
    {
        Id = HubSpotChangeId.Of(e, about),
        Source = source,
        Record = new RecordRef(Contact, KeyOf(key)),
        Kind = kind,
        OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(e.OccurredAt!.Value), // Take has refused an event without it
        ReceivedAt = receivedAt,
    };

    private static string KeyOf(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(string type, string? objectTypeId)
    {
        var name = objectTypeId is null ? type : $"{type} {objectTypeId}";
        return name.Length <= MaxNameLength ? name : name[..MaxNameLength];
    }

    private sealed class Parts(int count)
    {
        public List<Change> Changes { get; } = new(count);

        public List<string> Ignored { get; } = [];

        public List<RejectedPart> Rejected { get; } = [];
    }
}
