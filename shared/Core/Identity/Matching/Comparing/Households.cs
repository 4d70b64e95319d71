using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>
/// How often people live together, by what was seen so far. Where nobody shares a home, one who comes from a known address
/// is likely to be known; where families do, it may be another of them.
/// </summary>
internal static class Households
{
    /// <summary>The field of the terms that stand for a home.</summary>
    public const string Home = "home";

    /// <summary>Counts records that have a home.</summary>
    public static readonly MatchTerm Asked = new("household", "asked");

    /// <summary>Counts those of them at whose home somebody else was known, by what the records say alone.</summary>
    public static readonly MatchTerm Shared = new("household", "shared");

    /// <summary>Fewer fellows than that: homes were seen, and next to nobody shares one.</summary>
    private const double Few = 0.03;

    /// <summary>Fellows of a person, before anything is known, and as how many records that weighs.</summary>
    private const double Expected = 0.2;
    private const double Faith = 5;

    /// <summary>Fellows for each one who is told at once: those with a birth date or a name in common, or with little known, are not.</summary>
    private const double Untold = 3;

    /// <summary>Next to nobody shares a home with another, by what was seen.</summary>
    public static bool LiveAlone(ITermCounts terms) => Fellows(terms) < Few;

    /// <summary>log2 of how many fellows a person has.</summary>
    /// <param name="address">Null where none is known, or none is compared.</param>
    public static double Bits(ITermCounts terms, PostalAddress? address)
    {
        var home = address?.Home;
        return Math.Log2(Fellows(terms) + (string.IsNullOrEmpty(home) ? 0 : Math.Max(0, terms.Having(Home, home) - 1)));
    }

    /// <summary>How many fellows a person has on average.</summary>
    private static double Fellows(ITermCounts terms) =>
        ((Expected * Faith) + (Untold * terms.Having(Shared.Field, Shared.Value))) / (Faith + terms.Having(Asked.Field, Asked.Value));
}
