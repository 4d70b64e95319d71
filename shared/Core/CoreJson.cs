using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;

namespace ServerlessCdi.Core;

/// <summary>The JSON of queue messages and stored documents. Enums are numbers there: never renumber one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(IReadOnlyList<Change>), TypeInfoPropertyName = "Changes")]
[JsonSerializable(typeof(RecordDocument))]
[JsonSerializable(typeof(GoldenDocument))]
[JsonSerializable(typeof(IdentityLink))]
[JsonSerializable(typeof(Separation))]
[JsonSerializable(typeof(Origin))]
[JsonSerializable(typeof(MarkDocument))]
[JsonSerializable(typeof(SplitPlan))]
public sealed partial class CoreJson : JsonSerializerContext
{
    /// <summary>For a <see cref="System.Text.Json.Utf8JsonWriter"/>: an encoder here would keep the generated code from being used. Give it to the writer.</summary>
    public static CoreJson ForWriter => Default;

    /// <summary>For reading, and for writing without a writer of one's own: its encoder leaves letters of every language readable.</summary>
    public static CoreJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
