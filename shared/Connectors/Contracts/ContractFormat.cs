using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Contracts;

/// <summary>The formats of text and of times. They ask for the form, not for the one normalised spelling.</summary>
internal sealed class ContractFormat
{
    private const string Email = "email";
    private const string Phone = "phone";
    private const string Url = "url";
    private const string Uuid = "uuid";
    private const string Date = "date";
    private const int MaxEmail = 254;

    private static readonly SearchValues<byte> NotInAddresses = SearchValues.Create(" \\\"<>,;"u8);

    private readonly TimeFormat? _time;
    private readonly bool _isIso;

    private ContractFormat(string name, TimeFormat? time = null, bool isIso = false)
    {
        Name = name;
        _time = time;
        _isIso = isIso;
    }

    public string Name { get; }

    /// <summary>A format of text, by its name.</summary>
    public static ContractFormat Of(string name) => new(name);

    /// <summary>Reads <c>format</c> of a field of type text or time; null where there is none or it is wrong (reported).</summary>
    public static ContractFormat? Bind(ConfigObject field, string? type)
    {
        switch (type)
        {
            case ContractType.Time:
                var stated = field.Raw("format");
                var text = stated.ValueKind switch
                {
                    JsonValueKind.Undefined => TimePattern.Iso,
                    JsonValueKind.String => stated.GetString()!,
                    _ => stated.GetRawText(),
                };
                return TimeFormat.Bind(field, "format") is { } format ? new($"time ({text})", format, text == TimePattern.Iso) : null;
            case ContractType.Text:
                return field.OneOf("format", Email, Phone, Url, Uuid, Date) is { } name ? new(name) : null;
            default:
                if (field.Raw("format").ValueKind != JsonValueKind.Undefined)
                {
                    field.Error("format", "is for fields of type text or time");
                }

                return null;
        }
    }

    /// <summary>Empty text is of every format: a vendor writes it for nothing.</summary>
    public bool Fits(JsonElement value)
    {
        if (_time is not null)
        {
            // The usual form is read where it stands; any other is made a text first.
            return (_isIso && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _))
                || IsEmpty(value)
                || _time.TryRead(MappedValue.Of(value), out _);
        }

        if (IsEmpty(value))
        {
            return true;
        }

        return Name switch
        {
            Uuid => value.TryGetGuid(out _),
            Date => value.TryGetDateTime(out var day) && day.TimeOfDay == TimeSpan.Zero && Raw(value).Length == 10,
            Email => IsEmail(Raw(value)),
            Phone => IsPhone(Raw(value)),
            _ => IsUrl(Raw(value)),
        };
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(""u8);

    /// <summary>The text as it stands between its quotes: an escape counts as the characters that write it.</summary>
    private static ReadOnlySpan<byte> Raw(JsonElement value) => JsonMarshal.GetRawUtf8Value(value)[1..^1];

    private static bool IsEmail(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        var at = text.LastIndexOf((byte)'@');
        return at > 0 && at < text.Length - 1 && text.Length <= MaxEmail && !text.ContainsAny(NotInAddresses) && text[..at].IndexOf((byte)'@') < 0;
    }

    private static bool IsPhone(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits += c is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        return digits is >= 4 and <= 20;
    }

    private static bool IsUrl(ReadOnlySpan<byte> text) =>
        (text.StartsWith("https:"u8) || text.StartsWith("http:"u8)) && text.IndexOf((byte)' ') < 0 && text.Length > 8;
}
