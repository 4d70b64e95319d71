using System.Buffers;
using System.Globalization;
using System.Text;

namespace ServerlessCdi.Core.Identity;

/// <summary>
/// Brings an email address to the one form that is compared: lower case, domain in ASCII. Dots and <c>+tags</c> stay:
/// only the provider behind the domain knows what they mean.
/// </summary>
public static class EmailAddress
{
    /// <summary>Longest address that a mail server takes (RFC 5321 4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private static readonly SearchValues<char> RefusedInLocal = SearchValues.Create("\"(),:;<>[\\]@");
    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public static bool TryNormalise(string? raw, out string email)
    {
        email = "";
        var text = Bare(raw.AsSpan());
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1 || text.Length > MaxLength || !IsLocal(text[..at]))
        {
            return false;
        }

        if (Ascii.IsValid(text))
        {
            // Most addresses come as they should be: no new text for them.
            email = text.Length == raw!.Length && !text.ContainsAnyInRange('A', 'Z') ? raw : Lower(text);
        }
        else if (IsWellFormed(text) && ToAscii(text[(at + 1)..].ToString()) is { } domain)
        {
            email = string.Concat(LatinComposition.Compose(text[..(at + 1)].ToString()).ToLowerInvariant(), domain);
        }

        if (email.Length is 0 or > MaxLength || !IsDomain(email.AsSpan(email.LastIndexOf('@') + 1)))
        {
            email = "";
        }

        return email.Length > 0;
    }

    /// <summary>The address alone: without white space, <c>Name &lt;…&gt;</c>, <c>mailto:</c>, or the root's dot at the end.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim("\u200B\uFEFF\u200E\u200F");
        if (text is [.., '>'] && text.LastIndexOf('<') is var open and >= 0)
        {
            text = text[(open + 1)..^1].Trim();
        }

        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[7..];
            var query = text.IndexOf('?');
            text = (query < 0 ? text : text[..query]).Trim();
        }

        return text is [.., not '.', '.'] ? text[..^1] : text;
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local.Length > MaxLocalLength || local.ContainsAny(RefusedInLocal))
        {
            return false;
        }

        foreach (var c in local)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>No half characters, nothing that a wrong decoding left, nothing invisible.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.ContainsAnyExcept(DomainCharacters))
        {
            return false;
        }

        var labels = 0;
        ReadOnlySpan<char> last = default;
        foreach (var range in domain.Split('.'))
        {
            last = domain[range];
            labels++;
            if (last.Length is 0 or > 63 || last[0] == '-' || last[^1] == '-')
            {
                return false;
            }
        }

        // A last label of digits only is an IP address.
        return labels > 1 && last.ContainsAnyExceptInRange('0', '9');
    }

    private static string? ToAscii(string domain)
    {
        try
        {
            return Idn.GetAscii(LatinComposition.Compose(domain).ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Lower(ReadOnlySpan<char> text) =>
        string.Create(text.Length, text, static (target, source) => source.ToLowerInvariant(target));
}
