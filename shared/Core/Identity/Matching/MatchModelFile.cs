using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>A model as it is kept: what is compared, and what each agreement is worth.</summary>
/// <param name="Weights">Fields that are not named here have the default weights.</param>
public sealed record MatchModelFile(
    MatchSchema Schema, IReadOnlyList<FieldWeights>? Weights = null, MatchThresholds? Thresholds = null, MatchPrior? Prior = null)
{
    /// <summary>Null, or absent: follows from the content.</summary>
    public string? Version { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, MatchJson.Default.MatchModelFile);

    /// <exception cref="JsonException">The text is no model.</exception>
    public static MatchModelFile FromJson(string json) =>
        JsonSerializer.Deserialize(json, MatchJson.Default.MatchModelFile) ?? throw new JsonException("The file holds no model.");

    internal string VersionOrHash() =>
        Version ?? Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, MatchJson.Default.MatchModelFile)))[..12];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(MatchModelFile))]
internal sealed partial class MatchJson : JsonSerializerContext;
