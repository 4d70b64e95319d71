namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>
/// How far a clustering agrees with the truth: over unordered pairs after closure, and over records (B-cubed: the share of
/// its cluster that a record rightly has, and the share of its true cluster that it found, each averaged over records).
/// </summary>
internal sealed record ClusterScore
{
    public required int Records { get; init; }

    public required int TrueClusters { get; init; }

    public required int Clusters { get; init; }

    public required long TruePairs { get; init; }

    public required long Pairs { get; init; }

    public required long CorrectPairs { get; init; }

    public required double CubedPrecision { get; init; }

    public required double CubedRecall { get; init; }

    /// <summary>Clusters that hold more than one true one: the costly mistake.</summary>
    public required int OverMerged { get; init; }

    public double Precision => Pairs == 0 ? 1 : (double)CorrectPairs / Pairs;

    public double Recall => TruePairs == 0 ? 1 : (double)CorrectPairs / TruePairs;

    public double F1 => Mean(Precision, Recall);

    public double CubedF1 => Mean(CubedPrecision, CubedRecall);

    /// <param name="records">Of each record the cluster that was found, and the true one.</param>
    public static ClusterScore Of(IReadOnlyList<(int Found, string True)> records)
    {
        var found = records.CountBy(r => r.Found).ToDictionary();
        var real = records.CountBy(r => r.True).ToDictionary();
        var common = records.CountBy(r => r).ToList();
        return new()
        {
            Records = records.Count,
            TrueClusters = real.Count,
            Clusters = found.Count,
            TruePairs = real.Values.Sum(PairsOf),
            Pairs = found.Values.Sum(PairsOf),
            CorrectPairs = common.Sum(c => PairsOf(c.Value)),
            CubedPrecision = common.Sum(c => (double)c.Value * c.Value / found[c.Key.Found]) / Math.Max(1, records.Count),
            CubedRecall = common.Sum(c => (double)c.Value * c.Value / real[c.Key.True]) / Math.Max(1, records.Count),
            OverMerged = common.CountBy(c => c.Key.Found).Count(c => c.Value > 1),
        };
    }

    private static long PairsOf(int records) => (long)records * (records - 1) / 2;

    private static double Mean(double a, double b) => a + b == 0 ? 0 : 2 * a * b / (a + b);
}
