using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Core;

/// <summary>The JSON of queue messages and stored documents. Enums are numbers there: never renumber one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(IReadOnlyList<Change>), TypeInfoPropertyName = "Changes")]
[JsonSerializable(typeof(RecordDocument))]
[JsonSerializable(typeof(GoldenDocument))]
public sealed partial class CoreJson : JsonSerializerContext
{
    /// <summary>The context to use: its encoder leaves letters of every language readable.</summary>
    public static CoreJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
