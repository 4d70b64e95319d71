namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>The levels of one field with their bits worked out. Level 0 is equality.</summary>
internal sealed class LevelTable
{
    /// <summary>No single rate says more than this either way: both are estimates.</summary>
    private const double LeastRate = 1e-7;

    private const double FrequencyCap = 10;

    /// <summary>
    /// The rates of values are spread around the model's own as names are: a few common, most rare (a gamma distribution of
    /// this shape). A value of which nothing is known is taken for average until as many people are known as it is rare.
    /// </summary>
    private const double Shape = 0.5;

    private const double Nats = 0.69314718055994531;

    private readonly double _u;
    private readonly int _damped;

    /// <param name="damped">Up to this level the frequency of the value counts: in full for level 0, by half for the others; -1: never.</param>
    public LevelTable(FieldWeights weights, int damped)
    {
        Weights = weights;
        _damped = damped;
        var levels = weights.Levels;
        Bits = [.. levels.Select(l => Log(l.M, l.U))];
        _u = Math.Max(levels[0].U, LeastRate);
        Most = Bits.Max() + (damped >= 0 ? FrequencyCap : 0);
        Least = Bits.Min();
    }

    public FieldWeights Weights { get; }

    public string Field => Weights.Field;

    public double[] Bits { get; }

    public double Most { get; }

    public double Least { get; }

    public bool CountsTerms => _damped >= 0;

    /// <summary>More for a rare value that agrees, less for a common one.</summary>
    /// <param name="other">Another field that may have counted the value; null: none.</param>
    public double Frequency(int level, (string? Left, string? Right) values, ITermCounts terms, string? other)
    {
        var people = terms.People;
        if (level > _damped || values.Left is null || people == 0)
        {
            return 0;
        }

        double having = Having(values.Left, terms, other);
        if (level > 0 && values.Right is not null && !string.Equals(values.Left, values.Right, StringComparison.Ordinal))
        {
            having = Math.Max(having, Having(values.Right, terms, other));
        }

        // The one who is compared with has the value in any case: what counts is who else does.
        var rate = (Math.Max(0, having - 1) + Shape) / (people + (Shape / _u));
        var bits = Math.Clamp(Math.Log2(_u / rate), -FrequencyCap, FrequencyCap);

        // A rare value that agrees nearly is rare too, but a slip may lead to it from a common one.
        return level == 0 ? bits : bits / 2;
    }

    /// <summary>Bits for two people who live together against any two: either they share the value, and then it is kept alike as one person's is, or not.</summary>
    public double Household(double bits)
    {
        var shared = Weights.Household;
        return shared <= 0 ? 0 : bits > 20 ? bits + Math.Log2(shared) : Math.Log2((shared * Math.Exp(bits * Nats)) + 1 - shared);
    }

    private long Having(string value, ITermCounts terms, string? other)
    {
        var having = terms.Having(Field, value);
        return other is null ? having : Math.Max(having, terms.Having(other, value));
    }

    private static double Log(double a, double b) => Math.Log2(Math.Max(a, LeastRate) / Math.Max(b, LeastRate));
}
