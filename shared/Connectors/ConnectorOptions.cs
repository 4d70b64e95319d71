using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessCdi.Connectors;

/// <summary>Reads a connector's own settings into its options class, saying where they are wrong.</summary>
internal static class ConnectorOptions
{
    private const string Root = "$.options";

    /// <summary>
    /// The options, or null with the mistake added. A setting that the class does not have is a mistake where the class
    /// says so (<see cref="System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow"/>), so that a typing error is not silently a default.
    /// An options class has settable properties: the JSON generator gives an init-only one its type's default value where the
    /// file does not name it, whatever the class says.
    /// </summary>
    public static T? Read<T>(JsonElement options, JsonTypeInfo<T> type, ConfigErrors errors)
        where T : class, new()
    {
        if (options.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return new T();
        }

        try
        {
            return options.Deserialize(type) ?? new T();
        }
        catch (JsonException wrong)
        {
            errors.Add(PathOf(wrong), "There is no such setting, or its value is not of the right type.");
            return null;
        }
    }

    private static string PathOf(JsonException wrong) =>
        wrong.Path is ['$', .. var rest] ? string.Concat(Root, rest) : Root;
}
