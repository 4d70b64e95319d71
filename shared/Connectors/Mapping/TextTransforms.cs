using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

internal static class TextTransforms
{
    /// <summary>Capitals as names have them: <c>ANN-MARIE o'neil</c> becomes <c>Ann-Marie O'Neil</c>.</summary>
    public static string Title(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        var inWord = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            target[i] = inWord == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c);

            // After one letter an apostrophe begins a name (O'Neil, D'Arcy); after more it does not (Ann's).
            inWord = char.IsLetterOrDigit(c) || (c is '\'' or '\u2019' && inWord > 1) ? inWord + 1 : 0;
        }
    });

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>
    /// SHA-256 of the text's UTF-8 bytes as it stands, in small hexadecimal digits, as advertising systems match by.
    /// Pseudonymous, not anonymous: whoever has a list of addresses finds those in it.
    /// </summary>
    public static MappedValue Hash(MappedValue value) =>
        value.IsBlank || value.Scalar is not { } text ? value : MappedValue.Of(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>Binds <c>{"split": {"by": ",", "index": 0}}</c>; a negative index counts from the end.</summary>
    public static Transform? Split(TransformArgument argument)
    {
        if (argument.Object("""{"split": {"by": ",", "index": 0}}""") is not { } config)
        {
            return null;
        }

        var by = config.Text("by", required: true);
        var index = config.Whole("index", 0, -100, 100);
        config.Done();
        return by is null ? null : value =>
        {
            if (value.IsBlank || value.Text is not { } text)
            {
                return value;
            }

            var parts = text.Split(by);
            var at = index < 0 ? parts.Length + index : index;
            return at >= 0 && at < parts.Length && parts[at].Trim() is { Length: > 0 } part ? MappedValue.Of(part) : MappedValue.Blank;
        };
    }

    /// <summary>Binds <c>"list"</c>, parted by commas, or <c>{"list": ";"}</c>: to a list of texts without those that are blank.</summary>
    public static Transform? List(TransformArgument argument)
    {
        var by = argument.IsMissing ? "," : argument.Text();
        return by is null ? null : value =>
        {
            if (value.IsBlank || value.Text is not { } text)
            {
                return value;
            }

            var parts = text.Split(by, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return MappedValue.Of(FieldValue.FromCanonical($"[{string.Join(',', parts.Select(p => FieldValue.Text(p).Json))}]"));
        };
    }

    /// <summary>Binds <c>{"replace": {"from": "-", "to": ""}}</c>: every occurrence, as it is written.</summary>
    public static Transform? Replace(TransformArgument argument)
    {
        if (argument.Object("""{"replace": {"from": "-", "to": ""}}""") is not { } config)
        {
            return null;
        }

        var from = config.Text("from", required: true);
        var to = config.Raw("to", JsonValueKind.String, required: true);
        config.Done();
        if (from is null || to.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var replacement = to.GetString()!;
        return value => value.Text is { } text ? MappedValue.Of(text.Replace(from, replacement, StringComparison.Ordinal)) : value;
    }

    /// <summary>Binds <c>{"truncate": 100}</c>: at most so many UTF-16 units, never half a character.</summary>
    public static Transform? Truncate(TransformArgument argument)
    {
        if (argument.Whole(1, 100_000) is not { } length)
        {
            return null;
        }

        return value => value.Text is { } text && text.Length > length
            ? MappedValue.Of(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)])
            : value;
    }

    /// <summary>Binds <c>{"prefix": "…"}</c> or <c>{"suffix": "…"}</c>: puts a text before or behind one that is there.</summary>
    public static Transform? Affix(TransformArgument argument)
    {
        var affix = argument.Text();
        var isPrefix = argument.Name == "prefix";
        return affix is null ? null : value =>
            value.IsBlank || value.Scalar is not { } text ? value : MappedValue.Of(isPrefix ? affix + text : text + affix);
    }
}
