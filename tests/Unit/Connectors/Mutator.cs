using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>
/// Mutilates deliveries the same way in every run: some are torn at the level of bytes, some keep their grammar and carry
/// values that nobody expects.
/// </summary>
internal sealed partial class Mutator(int seed, IReadOnlyList<string> bodies)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1e400", "18446744073709551616", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]", "{\"a\":{}}",
        "\"REDACTED\"", "\"a@b.example\"", "\"+4930123456\"", "\"../../etc\"", "\"💥\"", "1.5", "\"9\"", "253402300800000", "-9223372036854775808",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var body = Pick(bodies);
        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            body = _random.Next(3) == 0 ? Pick([Swap(body), Repeat(body)]) : ReplaceValue(body);
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        return _random.Next(3) == 0 ? Tear(bytes) : bytes;
    }

    /// <summary>The headers, one of them now and then mutilated or gone.</summary>
    public IReadOnlyDictionary<string, string> Headers(IReadOnlyDictionary<string, string> headers)
    {
        var mutated = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
        var name = Pick([.. headers.Keys]);
        switch (_random.Next(5))
        {
            case 0:
                mutated.Remove(name);
                break;
            case 1:
                mutated[name] = Encoding.Latin1.GetString(Tear(Encoding.UTF8.GetBytes(mutated[name] + "x")));
                break;
            case 2:
                mutated[name] = _random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture);
                break;
            default:
                break;
        }

        return mutated;
    }

    /// <summary>One member's value, or one of an array, becomes another.</summary>
    private string ReplaceValue(string body)
    {
        var values = (IsForm(body) ? FormValue() : body.StartsWith('<') ? XmlValue() : Value()).Matches(body);
        if (values.Count == 0)
        {
            return body;
        }

        var value = values[_random.Next(values.Count)];
        return string.Concat(body.AsSpan(0, value.Index), Pick(Values), body.AsSpan(value.Index + value.Length));
    }

    /// <summary>Two texts, such as names of members, change places.</summary>
    private string Swap(string body)
    {
        var texts = (IsForm(body) ? FormText() : body.StartsWith('<') ? XmlValue() : Text()).Matches(body);
        if (texts.Count < 2)
        {
            return body;
        }

        var at = _random.Next(texts.Count - 1);
        var (first, second) = (texts[at], texts[_random.Next(at + 1, texts.Count)]);
        return string.Concat(
            string.Concat(body.AsSpan(0, first.Index), second.Value, body.AsSpan(first.Index + first.Length, second.Index - first.Index - first.Length)),
            first.Value,
            body.AsSpan(second.Index + second.Length));
    }

    /// <summary>A member stands there twice.</summary>
    private string Repeat(string body)
    {
        var members = Member().Matches(body);
        return members.Count == 0 ? body : body.Insert(members[_random.Next(members.Count)].Index, members[_random.Next(members.Count)].Value + ",");
    }

    private byte[] Tear(byte[] bytes)
    {
        var torn = new List<byte>(bytes);
        for (var times = _random.Next(1, 5); times > 0 && torn.Count > 0; times--)
        {
            var at = _random.Next(torn.Count);
            switch (_random.Next(4))
            {
                case 0:
                    torn[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    torn.RemoveRange(at, Math.Min(_random.Next(1, 40), torn.Count - at));
                    break;
                case 2:
                    torn.Insert(at, (byte)_random.Next(256));
                    break;
                default:
                    torn.InsertRange(at, torn.GetRange(at, Math.Min(_random.Next(1, 40), torn.Count - at)));
                    break;
            }
        }

        return [.. torn];
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>A form whose one field holds JSON is mutilated as JSON.</summary>
    private static bool IsForm(string body) => body.Length > 0 && body[0] is not ('{' or '[' or '<') && !body.Contains("=[{", StringComparison.Ordinal);

    [GeneratedRegex("(?<==)[^&]*")]
    private static partial Regex FormValue();

    [GeneratedRegex("[^&=]+")]
    private static partial Regex FormText();

    [GeneratedRegex("(?<=>)[^<>]+(?=<)")]
    private static partial Regex XmlValue();

    [GeneratedRegex("(?<=[:\\[,]\\s*)(?:\"[^\"\\\\]*\"(?!\\s*:)|-?[0-9]+|true|false|null)")]
    private static partial Regex Value();

    [GeneratedRegex("\"[^\"\\\\]*\"")]
    private static partial Regex Text();

    [GeneratedRegex("\"[^\"\\\\]*\"\\s*:\\s*(?:\"[^\"\\\\]*\"|-?[0-9]+|true|false|null)")]
    private static partial Regex Member();
}
