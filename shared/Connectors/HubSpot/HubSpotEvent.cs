using System.Text.Json;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>One event of a delivery, as far as it is read. Members differ with the subscription type.</summary>
/// <remarks>https://developers.hubspot.com/docs/apps/legacy-apps/public-apps/create-generic-webhook-subscriptions</remarks>
internal readonly ref struct HubSpotEvent(JsonElement json)
{
    private readonly JsonElement _json = json;

    /// <summary>Such as <c>contact.creation</c>. A sample of the documentation calls it eventType.</summary>
    public string? Type { get; } = json.Text("subscriptionType"u8) ?? json.Text("eventType"u8);

    /// <summary>On <c>object.*</c> events: <c>0-1</c> is a contact.</summary>
    public string? ObjectTypeId => _json.Text("objectTypeId"u8);

    public long? PortalId => Number("portalId"u8);

    public DateTimeOffset? OccurredAt => _json.UnixMilliseconds("occurredAt"u8);

    /// <summary>Documented as not unique.</summary>
    public string? EventId => _json.Text("eventId"u8);

    public long? ObjectId => Number("objectId"u8);

    public string? PropertyName => _json.Text("propertyName"u8);

    /// <summary>Empty where the property was cleared, which arrives as empty text or null; null where there is none.</summary>
    public string? PropertyValue => _json.Member("propertyValue"u8).ValueKind == JsonValueKind.Null ? "" : _json.Text("propertyValue"u8);

    public bool IsSensitive => _json.IsTrue("isSensitive"u8);

    public string? ChangeSource => _json.Text("changeSource"u8);

    public long? PrimaryObjectId => Number("primaryObjectId"u8);

    /// <summary>The record that a merge made, where it made one.</summary>
    public long? NewObjectId => Number("newObjectId"u8);

    public IReadOnlyList<long> MergedObjectIds => _json.Member("mergedObjectIds"u8) is { ValueKind: JsonValueKind.Array } ids
        ? [.. ids.EnumerateArray().Select(Number).OfType<long>().Where(id => id > 0)]
        : [];

    /// <summary>Such as <c>DEAL_TO_CONTACT</c>.</summary>
    public string? AssociationType => _json.Text("associationType"u8);

    public long? FromObjectId => Number("fromObjectId"u8);

    public long? ToObjectId => Number("toObjectId"u8);

    public bool AssociationRemoved => _json.IsTrue("associationRemoved"u8);

    private long? Number(ReadOnlySpan<byte> name) => Number(_json.Member(name));

    private static long? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(element.GetString(), out var number) => number,
        _ => null,
    };
}
