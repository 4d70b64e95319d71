using System.Text;
using System.Text.Unicode;

namespace ServerlessCdi.Connectors;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> bodies.</summary>
internal static class FormBody
{
    /// <summary>Most fields that are read.</summary>
    private const int MaxFields = 2000;

    /// <summary>The fields in their order, decoded; null where the body is no such form or has more than 2,000 fields.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Read(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body) || body.IsEmpty)
        {
            return null;
        }

        var fields = new List<KeyValuePair<string, string>>();
        foreach (var pair in Encoding.UTF8.GetString(body).Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || fields.Count == MaxFields)
            {
                return null;
            }

            if (Decode(pair[..equals]) is not { } name || Decode(pair[(equals + 1)..]) is not { } value)
            {
                return null;
            }

            fields.Add(new(name, value));
        }

        return fields;
    }

    /// <summary>Null where the escapes are broken or do not make UTF-8.</summary>
    private static string? Decode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var used = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+')
            {
                bytes[used++] = (byte)' ';
            }
            else if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out bytes[used]))
                {
                    return null;
                }

                used++;
                i += 2;
            }
            else
            {
                var length = char.IsHighSurrogate(text[i]) ? 2 : 1;
                used += Encoding.UTF8.GetBytes(text.AsSpan(i, length), bytes.AsSpan(used));
                i += length - 1;
            }
        }

        return Utf8.IsValid(bytes.AsSpan(0, used)) ? Encoding.UTF8.GetString(bytes, 0, used) : null;
    }
}
