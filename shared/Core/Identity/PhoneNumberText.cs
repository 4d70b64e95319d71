using System.Buffers;
using System.Globalization;

namespace ServerlessCdi.Core.Identity;

/// <summary>Reads the digits out of a telephone number as people write it.</summary>
internal static class PhoneNumberText
{
    private const int FewestBeforeExtension = 5;
    private const int LongestExtension = 7;

    private static readonly SearchValues<char> Separators = SearchValues.Create(
        " -./()[]~\t\u00A0\u00AD\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E\u200F\u202A\u202B"
        + "\u202C\u202D\u202E\u202F\u2010\u2011\u2012\u2013\u2014\u2015\u2060\u2066\u2067\u2068\u2069\u2212\u3000\u30FC\uFEFF\uFF08\uFF09\uFF0D\uFF0E");

    private static readonly string[] ExtensionMarks = ["extension", "extn", "ext", "x", "#", "durchwahl", "poste", "доб"];

    /// <returns>False for anything that is not digits, separators, one leading plus and an extension at the end.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, Span<char> digits, out int count, out bool international)
    {
        count = 0;
        international = false;
        text = text.Trim();
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[4..];
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsDigit(c))
            {
                if (count == digits.Length)
                {
                    return false;
                }

                digits[count++] = char.IsAsciiDigit(c) ? c : (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c));
            }
            else if (c is '+' or '\uFF0B')
            {
                if (count > 0 || international)
                {
                    return false;
                }

                international = true;
            }
            else if (!Separators.Contains(c))
            {
                return count >= FewestBeforeExtension && IsExtension(text[i..]);
            }
        }

        return count > 0;
    }

    private static bool IsExtension(ReadOnlySpan<char> text)
    {
        // RFC 3966 parameters and the pause of a dialling string: what follows is not dialled with the number.
        if (text[0] is ';' or ',')
        {
            return !text.Contains("phone-context", StringComparison.OrdinalIgnoreCase);
        }

        foreach (var mark in ExtensionMarks)
        {
            if (text.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                var number = text[mark.Length..].TrimStart(".: ").TrimEnd();
                return number.Length is > 0 and <= LongestExtension && !number.ContainsAnyExceptInRange('0', '9');
            }
        }

        return false;
    }
}
