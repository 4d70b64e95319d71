using System.Text.Json.Serialization;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>One event of a delivery, as far as it is read. Members differ with the subscription type.</summary>
/// <remarks>https://developers.hubspot.com/docs/apps/legacy-apps/public-apps/create-generic-webhook-subscriptions</remarks>
internal sealed record HubSpotEvent
{
    /// <summary>Documented as not unique.</summary>
    [JsonConverter(typeof(LenientTextConverter))]
    public string? EventId { get; init; }

    public long? PortalId { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? OccurredAt { get; init; }

    public string? SubscriptionType { get; init; }

    /// <summary>What a sample of the documentation calls <see cref="SubscriptionType"/>.</summary>
    public string? EventType { get; init; }

    public long? ObjectId { get; init; }

    /// <summary>On <c>object.*</c> events: <c>0-1</c> is a contact.</summary>
    public string? ObjectTypeId { get; init; }

    public string? PropertyName { get; init; }

    [JsonConverter(typeof(LenientTextConverter))]
    public string? PropertyValue { get; init; }

    public bool? IsSensitive { get; init; }

    public string? ChangeSource { get; init; }

    public long? PrimaryObjectId { get; init; }

    public IReadOnlyList<long>? MergedObjectIds { get; init; }

    /// <summary>The contact that the merge made, where it made one.</summary>
    public long? NewObjectId { get; init; }

    public string? Type => SubscriptionType ?? EventType;
}

/// <summary>What an event says happened to a contact.</summary>
internal enum HubSpotAction
{
    /// <summary>Creation or restoration: the contact exists.</summary>
    Upsert,

    /// <summary>One property changed.</summary>
    Property,

    Delete,

    /// <summary>Deletion that a privacy law asked for.</summary>
    Erase,

    Merge,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowDuplicateProperties = false,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(HubSpotEvent))]
internal sealed partial class HubSpotJson : JsonSerializerContext;
