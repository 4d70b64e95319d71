using System.Globalization;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>A customer of one test alone, with words that stand nowhere else, so that a log that holds them is found out.</summary>
internal sealed record Person(string FirstName, string LastName, string Email, string Phone, long Number)
{
    /// <summary>What the first name, the last name, the address or the phone number of anyone looks like, however it is written.</summary>
    public const string Pattern = @"zq[a-z]{8}o|mc[a-z]{8}wyx|20\W?794\d\W?\d{4}";

    private static long _count;

    public string UserId => $"user-{Number.ToString(CultureInfo.InvariantCulture)}";

    public static Person New()
    {
        var number = Interlocked.Increment(ref _count);
        var syllables = Syllables(number);
        return new Person(
            $"Zq{syllables}o",
            $"Mc{syllables}Wyx",
            $"zq{syllables}o@{syllables}.example",
            string.Create(CultureInfo.InvariantCulture, $"+4420794{60000 + number}"),
            number + 700_000);
    }

    private static string Syllables(long number)
    {
        string[] syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"];
        return string.Concat(number.ToString("0000", CultureInfo.InvariantCulture).Select(d => syllables[d - '0']));
    }
}
