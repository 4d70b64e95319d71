using System.Globalization;
using ServerlessCdi.Connectors.Mapping.Codes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Reads an amount of money as people write it: <c>$1,234.50</c>, <c>1.234,50 €</c>, <c>CHF 1'234.50</c>, <c>(12.00)</c>.</summary>
internal static class MoneyText
{
    public const decimal Max = 1_000_000_000_000_000m;
    private const string Minus = "-\u2212\u2013";

    /// <param name="usual">The currency where the text names none, and what a shared symbol such as $ means.</param>
    /// <param name="point">The decimal point, or null to find it out.</param>
    /// <returns>False where there is no amount, no currency, or one that contradicts <paramref name="usual"/>.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, string? usual, char? point, out decimal amount, out Currency currency)
    {
        (amount, currency) = (0, null!);
        text = text.Trim();
        var negative = text is ['(', .., ')'];
        text = negative ? text[1..^1].Trim() : text;
        var start = text.IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return false;
        }

        var end = text.LastIndexOfAnyInRange('0', '9') + 1;
        var before = text[..start];
        var after = WithoutEmptyCents(text[end..]);
        negative ^= TakeMinus(ref before) | TakeMinus(ref after);
        if (Named(before, after, usual, ref start) is not { Digits: { } digits } found || (usual is not null && usual != found.Code))
        {
            return false;
        }

        currency = found;
        var ok = TryAmount(text[start..end], point, digits, out amount) && amount < Max;
        amount = negative ? -amount : amount;
        return ok;
    }

    /// <summary>The currency beside the number; the two sides may say the same (<c>$5 USD</c>) but not different things.</summary>
    private static Currency? Named(ReadOnlySpan<char> before, ReadOnlySpan<char> after, string? usual, ref int start)
    {
        var fallback = usual is null ? null : CurrencyCodes.OfCode(usual);
        var behind = after.IsEmpty ? fallback : CurrencyCodes.Find(after, usual);
        if (behind is null && !after.IsEmpty)
        {
            return null;
        }

        // In $.50 the point is the number's, in Rs.500 the currency's.
        var isPoint = before is [.., '.' or ','] && (before.Length == 1 || CurrencyCodes.Find(before, usual) is null || char.IsSymbol(before[^2]));
        if (isPoint)
        {
            start--;
            before = before[..^1].Trim();
        }

        if (before.IsEmpty)
        {
            return behind;
        }

        var ahead = CurrencyCodes.Find(before, behind?.Code ?? usual);
        return ahead is null || (behind is not null && behind != ahead) ? null : ahead;
    }

    // 12,- and 12.-- are whole amounts.
    private static ReadOnlySpan<char> WithoutEmptyCents(ReadOnlySpan<char> after) =>
        after is ['.' or ',', '-' or '\u2013' or '\u2014', ..] ? after[1..].TrimStart("-\u2013\u2014").Trim() : after.Trim();

    private static bool TakeMinus(ref ReadOnlySpan<char> side)
    {
        side = side.Trim();
        if (side.IsEmpty)
        {
            return false;
        }

        if (Minus.Contains(side[0], StringComparison.Ordinal) || side[0] == '+')
        {
            var minus = side[0] != '+';
            side = side[1..].Trim();
            return minus;
        }

        if (Minus.Contains(side[^1], StringComparison.Ordinal))
        {
            side = side[..^1].Trim();
            return true;
        }

        return false;
    }

    private static bool TryAmount(ReadOnlySpan<char> text, char? point, int digits, out decimal amount)
    {
        amount = 0;
        var plain = new string([.. text.ToArray().Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '\u2019'))]);
        if (plain.Any(c => !char.IsAsciiDigit(c) && c is not ('.' or ',')) || !TryPoint(plain, point, digits, out var at))
        {
            return false;
        }

        var whole = at < 0 ? plain : plain[..at];
        var fraction = at < 0 ? "" : plain[(at + 1)..];
        if (!IsGrouped(whole) || !fraction.All(char.IsAsciiDigit))
        {
            return false;
        }

        whole = whole.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse($"{whole}.{fraction}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    /// <summary>Where the decimal point is, -1 where there is none; false where it could be a point or part a group.</summary>
    private static bool TryPoint(string text, char? point, int digits, out int at)
    {
        var (dot, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        at = Math.Max(dot, comma);
        if (point is { } known)
        {
            at = text.LastIndexOf(known);
            return true;
        }

        if (at < 0 || (dot >= 0 && comma >= 0))
        {
            return true;
        }

        var isRepeated = text.IndexOf(text[at], StringComparison.Ordinal) != at;
        var looksGrouped = text.Length - at == 4 && at is >= 1 and <= 3 && text[0] != '0';
        if (!isRepeated && looksGrouped && digits == 3)
        {
            return false;
        }

        at = isRepeated || looksGrouped ? -1 : at;
        return true;
    }

    /// <summary>Groups of three, or as in India of two with three at the end; all by the same sign.</summary>
    private static bool IsGrouped(string whole)
    {
        var at = whole.AsSpan().IndexOfAny('.', ',');
        if (at < 0)
        {
            return true;
        }

        var groups = whole.Split(whole[at]);
        return at is >= 1 and <= 3 && groups[^1].Length == 3 && groups.All(g => g.All(char.IsAsciiDigit))
            && (groups[1..].All(g => g.Length == 3) || groups[1..^1].All(g => g.Length == 2));
    }
}
