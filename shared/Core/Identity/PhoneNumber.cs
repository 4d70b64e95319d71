namespace ServerlessCdi.Core.Identity;

/// <summary>Brings a telephone number, as people write it, to its one form in ITU-T E.164: <c>+442079460123</c>.</summary>
public static class PhoneNumber
{
    private const int MaxDigits = 32;

    /// <param name="region">ISO 3166 country whose rules read a number without a calling code; null: such a number is refused.</param>
    /// <returns>False for text with letters, no known calling code, or a length that the country does not have.</returns>
    public static bool TryParse(ReadOnlySpan<char> raw, string? region, out string e164)
    {
        Span<char> digits = stackalloc char[MaxDigits + 3];
        e164 = "";
        if (!PhoneNumberText.TryRead(raw, digits[..MaxDigits], out var length, out var international) || length < 4)
        {
            return false;
        }

        if (international)
        {
            // +0044: a plus sign put before an international prefix.
            return TryInternational(digits[..2] is "00" ? digits[2..] : digits, digits[..2] is "00" ? length - 2 : length, out e164);
        }

        return PhoneNumberPlans.OfRegion(region) is { } plan && TryDialled(plan, digits, length, out e164);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, string?, out string)"/>
    public static bool TryParse(string? raw, string? region, out string e164) => TryParse(raw.AsSpan(), region, out e164);

    /// <summary>A number as it is dialled within a country: abroad with its prefix, or at home.</summary>
    private static bool TryDialled(PhoneNumberPlan plan, Span<char> digits, int length, out string e164)
    {
        Span<char> attempt = stackalloc char[digits.Length];
        foreach (var prefix in plan.InternationalPrefixes)
        {
            if (digits[..length].StartsWith(prefix))
            {
                digits[prefix.Length..].CopyTo(attempt);
                if (TryInternational(attempt, length - prefix.Length, out e164))
                {
                    return true;
                }
            }
        }

        digits.CopyTo(attempt);
        var national = plan.Settle(attempt, length);
        if (national > 0)
        {
            e164 = Write(plan, attempt[..national]);
            return true;
        }

        // 0044… is understood everywhere, and so is 44… at home where it can be no national number.
        var skip = digits[..length].StartsWith("00") ? 2 : 0;
        digits[skip..].CopyTo(attempt);
        return TryInternational(attempt, length - skip, out e164) && (skip > 0 || digits[..length].StartsWith(plan.CodeText));
    }

    private static bool TryInternational(Span<char> digits, int length, out string e164)
    {
        e164 = "";
        if (length < 4 || PhoneNumberPlans.OfNumber(digits[..length]) is not { } plan)
        {
            return false;
        }

        var number = digits[plan.CodeText.Length..];
        var national = plan.Settle(number, length - plan.CodeText.Length);
        if (national == 0)
        {
            return false;
        }

        e164 = Write(plan, number[..national]);
        return true;
    }

    private static string Write(PhoneNumberPlan plan, ReadOnlySpan<char> national) => string.Concat("+", plan.CodeText, national);
}
