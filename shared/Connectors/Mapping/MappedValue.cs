using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>A value on its way from the payload to a field.</summary>
internal readonly record struct MappedValue
{
    private readonly FieldValue _other;

    private MappedValue(bool isPresent, string? text, FieldValue other)
    {
        IsPresent = isPresent;
        Text = text;
        _other = other;
    }

    /// <summary>The payload does not say it.</summary>
    public static MappedValue Absent => default;

    public static MappedValue Blank { get; } = new(true, null, FieldValue.Null);

    public bool IsPresent { get; }

    /// <summary>The value where it is text, otherwise null.</summary>
    public string? Text { get; }

    /// <summary>Absent, null, or text of white space only.</summary>
    public bool IsBlank => Text is null ? !IsPresent || _other.IsNull : string.IsNullOrWhiteSpace(Text);

    public static MappedValue Of(string text) => new(true, text, default);

    public static MappedValue Of(FieldValue value) => value.IsText ? Of(value.AsText()!) : new(true, null, value);

    public static MappedValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => Absent,
        JsonValueKind.Null => Blank,
        JsonValueKind.String => Of(element.GetString()!),
        _ => new(true, null, FieldValue.FromJson(element)),
    };

    /// <summary>The value as text where it is a text, a number or a truth value, otherwise null.</summary>
    public string? Scalar => Text ?? (IsBlank || _other.Json[0] is '{' or '[' ? null : _other.Json);

    public FieldValue ToField() => Text is null ? _other : FieldValue.Text(Text);
}
