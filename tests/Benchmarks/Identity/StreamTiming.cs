using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks.Identity;

/// <param name="PerSecond">Records.</param>
/// <param name="Ms">From a record's arrival until all that follows from it is stored.</param>
internal sealed record StreamTiming(string Name, double PerSecond, Percentiles Ms)
{
    public double LookUps { get; init; }

    public double Loads { get; init; }

    public double Reads { get; init; }

    public double Writes { get; init; }

    /// <summary>Where the time of the matching went.</summary>
    public string Stages { get; init; } = "";

    public string Found { get; init; } = "";
}
