namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>
/// A date in every way that it may be read: <c>03/04/80</c> is in March or in April. A reading is year * 10000 + month *
/// 100 + day; a part that is not known is 0, and one that no calendar has stays as it was typed.
/// </summary>
internal static class DateReadings
{
    private const int FirstYear = 1800;
    private const int LastYear = 2100;

    /// <summary>Up to this, a year of two digits may be of this century as well.</summary>
    private const int YoungYear = 30;

    private static readonly int[] Placeholders = [1_01_01, 1000_01_01, 1111_11_11, 1800_01_01, 1900_01_01, 9999_12_31, 9999_09_09, 2222_02_22];
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] OtherMonths = ["xxx", "xxx", "mae", "xxx", "mai", "xxx", "xxx", "xxx", "xxx", "okt", "xxx", "dez"];

    public static int[] Of(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return [];
        }

        Span<Part> parts = stackalloc Part[4];
        var count = Split(raw.AsSpan().Trim(), parts);
        var readings = new List<int>(4);
        Read(parts[..count], readings);
        return [.. readings.Where(r => !Placeholders.Contains(r)).Distinct().Take(4)];
    }

    /// <summary>A date that came in three fields, of which some may be empty.</summary>
    public static int[] Of(string? year, string? month, string? day)
    {
        var parts = (Number(year), Month(month), Number(day));
        if (parts is (0, _, 0) or (0, 0, _))
        {
            return [];
        }

        var years = parts.Item1 is > 0 and < 100 ? Years(parts.Item1) : [parts.Item1];
        return [.. years.Select(y => (y * 10000) + (parts.Item2 * 100) + parts.Item3).Where(r => !Placeholders.Contains(r))];
    }

    private static int Number(string? text) => int.TryParse(TextFold.Digits(text), out var number) && number < 10000 ? number : 0;

    private static int Month(string? text) => text is { Length: > 2 } && Named(text) is var month and > 0 ? month : Number(text);

    private static int Named(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Months.Length && word.Length >= 3; i++)
        {
            if (word.StartsWith(Months[i], StringComparison.OrdinalIgnoreCase) || word.StartsWith(OtherMonths[i], StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static int Split(ReadOnlySpan<char> text, Span<Part> parts)
    {
        var count = 0;
        for (var i = 0; i < text.Length && count < parts.Length;)
        {
            var from = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i]))
                {
                    i++;
                }

                parts[count++] = new(i - from > 8 || !int.TryParse(text[from..i], out var number) ? -1 : number, i - from, false);
            }
            else if (char.IsAsciiLetter(text[i]))
            {
                while (i < text.Length && char.IsAsciiLetter(text[i]))
                {
                    i++;
                }

                if (Named(text[from..i]) is var month and > 0)
                {
                    parts[count++] = new(month, 2, true);
                }
            }
            else
            {
                i++;
            }
        }

        return count;
    }

    private static void Read(ReadOnlySpan<Part> parts, List<int> readings)
    {
        if (parts.Length == 0 || parts[0].Number < 0)
        {
            return;
        }

        if (parts[0].Digits is 8)
        {
            ReadEight(parts[0].Number, readings);
        }
        else if (parts.Length >= 3 && parts[0].Digits == 4)
        {
            // Year first; what follows a third part is a time of day.
            Add(readings, parts[0].Number, parts[1].Number, parts[2].Number);
        }
        else if (parts.Length >= 3)
        {
            ReadYearLast(parts, readings);
        }
        else if (parts.Length == 2)
        {
            var (year, month) = parts[0].Digits == 4 ? (parts[0], parts[1]) : (parts[1], parts[0]);
            Add(readings, year.Number, month.Number, 0);
        }
        else if (parts[0].Digits == 4)
        {
            Add(readings, parts[0].Number, 0, 0);
        }
    }

    private static void ReadEight(int number, List<int> readings)
    {
        if (Fits(number / 10000, number / 100 % 100, number % 100))
        {
            readings.Add(number);
            return;
        }

        var year = number % 10000;
        Try(readings, year, number / 10000 % 100, number / 1000000);
        Try(readings, year, number / 1000000, number / 10000 % 100);
        if (readings.Count == 0)
        {
            readings.Add(number);
        }
    }

    private static void ReadYearLast(ReadOnlySpan<Part> parts, List<int> readings)
    {
        foreach (var year in parts[2].Digits <= 2 ? Years(parts[2].Number) : [parts[2].Number])
        {
            if (!parts[0].IsName)
            {
                Try(readings, year, parts[1].Number, parts[0].Number);
            }

            if (!parts[1].IsName)
            {
                Try(readings, year, parts[0].Number, parts[1].Number);
            }
        }

        if (readings.Count == 0)
        {
            Add(readings, parts[2].Number, parts[1].Number, parts[0].Number);
        }
    }

    private static int[] Years(int twoDigits) => twoDigits <= YoungYear ? [2000 + twoDigits, 1900 + twoDigits] : [1900 + twoDigits];

    private static void Try(List<int> readings, int year, int month, int day)
    {
        if (Fits(year, month, day))
        {
            readings.Add((year * 10000) + (month * 100) + day);
        }
    }

    private static void Add(List<int> readings, int year, int month, int day)
    {
        if (month < 100 && day < 100 && year is > 0 and < 10000)
        {
            readings.Add((year * 10000) + (month * 100) + day);
        }
    }

    private static bool Fits(int year, int month, int day) => year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day is >= 1 and <= 31;

    private readonly record struct Part(int Number, int Digits, bool IsName);
}
