using System.Text.Json;

namespace ServerlessCdi.Connectors.Contracts;

/// <summary>The types that a contract may state, and the names of what JSON holds.</summary>
public static class ContractType
{
    public const string Text = "text";
    public const string Number = "number";
    public const string Integer = "integer";
    public const string Boolean = "boolean";
    public const string Time = "time";
    public const string List = "list";
    public const string Object = "object";
    public const string Any = "any";

    internal static readonly string[] All = [Text, Number, Integer, Boolean, Time, List, Object, Any];

    /// <summary>Whether the value is of the type. A time may be text or a number: its format says more.</summary>
    internal static bool Fits(string type, JsonElement value) => type switch
    {
        Any => true,
        Text => value.ValueKind == JsonValueKind.String,
        Number => value.ValueKind == JsonValueKind.Number,
        Integer => value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out _) || (value.TryGetDecimal(out var d) && decimal.Truncate(d) == d)),
        Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        Time => value.ValueKind is JsonValueKind.String or JsonValueKind.Number,
        List => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    internal static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text,
        JsonValueKind.Number => Number,
        JsonValueKind.True or JsonValueKind.False => Boolean,
        JsonValueKind.Array => List,
        JsonValueKind.Object => Object,
        _ => "null",
    };
}
