namespace ServerlessCdi.Core.Identity;

/// <summary>What single countries do with their numbers beyond a trunk prefix, and what can be no number there.</summary>
internal static class PhoneNumberHabits
{
    private const int NorthAmerica = 1;
    private const int Mexico = 52;
    private const int Argentina = 54;
    private const int Brazil = 55;

    /// <summary>Rewrites a number, in place, to the one form that it has when dialled from abroad.</summary>
    public static int Undo(int code, Span<char> digits, int length)
    {
        switch (code)
        {
            // Until 2019 a mobile was dialled +52 1; both spellings are one number.
            case Mexico when length == 11 && digits[0] == '1':
                return Remove(digits, length, 0, 1);

            // 15 after the area code says "mobile" at home, 9 before it says so from abroad.
            case Argentina when length == 12 && MobileMark(digits) is var at and > 0:
                Remove(digits, length, at, 2);
                digits[..10].CopyTo(digits[1..]);
                digits[0] = '9';
                return 11;

            // 0 xx: the caller's choice of carrier stands between the trunk prefix and the area code.
            case Brazil when length is 12 or 13:
                return Remove(digits, length, 0, 2);

            default:
                return length;
        }
    }

    public static bool Plausible(int code, ReadOnlySpan<char> digits)
    {
        // One digit over and over is what people type to get past a form.
        if (digits.Length == 0 || !digits.ContainsAnyExcept(digits[0]))
        {
            return false;
        }

        return code switch
        {
            NorthAmerica => digits[0] >= '2' && digits[3] >= '2' && !(digits[1] == '1' && digits[2] == '1'),
            Argentina => !(digits[0] == '1' && digits[1] == '5'),
            _ => true,
        };
    }

    private static int MobileMark(ReadOnlySpan<char> digits)
    {
        for (var at = 2; at <= 4; at++)
        {
            if (digits[at] == '1' && digits[at + 1] == '5')
            {
                return at;
            }
        }

        return 0;
    }

    private static int Remove(Span<char> digits, int length, int at, int count)
    {
        digits[(at + count)..length].CopyTo(digits[at..]);
        return length - count;
    }
}
