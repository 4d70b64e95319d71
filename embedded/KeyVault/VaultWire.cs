using System.Text.Json.Serialization;

namespace ServerlessCdi.Embedded.KeyVault;

// The bodies of the secrets API: https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups. Times are unix seconds.

internal sealed record AttributesWire(
    bool? Enabled = null,
    [property: JsonPropertyName("nbf")] long? NotBefore = null,
    [property: JsonPropertyName("exp")] long? Expires = null,
    long? Created = null,
    long? Updated = null,
    string? RecoveryLevel = null,
    int? RecoverableDays = null);

/// <summary>What set and update take. Absent members of an update leave what is stored.</summary>
internal sealed record SecretRequestWire(
    string? Value,
    string? ContentType,
    AttributesWire? Attributes,
    Dictionary<string, string>? Tags);

/// <summary>A secret, a deleted secret, or either of them in a list, where the value is always absent.</summary>
internal sealed record SecretWire(string Id, AttributesWire Attributes)
{
    public string? Value { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? RecoveryId { get; init; }

    public long? DeletedDate { get; init; }

    public long? ScheduledPurgeDate { get; init; }
}

internal sealed record SecretListWire(IReadOnlyList<SecretWire> Value, string? NextLink);

internal sealed record ErrorWire(ErrorDetailWire Error);

internal sealed record ErrorDetailWire(
    string Code,
    string Message,
    [property: JsonPropertyName("innererror")] InnerErrorWire? InnerError);

internal sealed record InnerErrorWire(string Code);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SecretRequestWire))]
[JsonSerializable(typeof(SecretWire))]
[JsonSerializable(typeof(SecretListWire))]
[JsonSerializable(typeof(ErrorWire))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class VaultJson : JsonSerializerContext;
