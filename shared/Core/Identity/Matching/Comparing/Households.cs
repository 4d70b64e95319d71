using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>
/// How many of those who are known live together, by what was seen so far. Where nobody shares a home, one who comes from a
/// known address is likely to be known; where families do, it may be another of them.
/// </summary>
internal static class Households
{
    /// <summary>The field of the terms that stand for a home.</summary>
    public const string Home = "home";

    /// <summary>Counts people who came to a home that another had.</summary>
    public static readonly MatchTerm Shared = new("household", "shared");

    /// <summary>Fellows of a person, before anything is known, and as how many people that weighs.</summary>
    private const double Expected = 0.2;
    private const double Faith = 5;

    /// <summary>log2 of how many fellows a person has.</summary>
    /// <param name="home">Null or empty where it is not known.</param>
    public static double Bits(ITermCounts terms, string? home)
    {
        var fellows = ((Expected * Faith) + terms.Having(Shared.Field, Shared.Value)) / (Faith + terms.People);
        return Math.Log2(fellows + (string.IsNullOrEmpty(home) ? 0 : Math.Max(0, terms.Having(Home, home) - 1)));
    }

    /// <summary>Without homes nothing is ever counted, and the expected number stands.</summary>
    public static double Bits() => Math.Log2(Expected);

    public static string? Of(object? address) => (address as PostalAddress)?.Home;
}
