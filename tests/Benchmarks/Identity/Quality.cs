namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>How near a division into persons is to the true one, after closure.</summary>
internal sealed record Quality(double Precision, double Recall, double CubedPrecision, double CubedRecall, int OverMerged)
{
    public double F1 => Harmonic(Precision, Recall);

    public double CubedF1 => Harmonic(CubedPrecision, CubedRecall);

    public static Quality Of(IReadOnlyList<string> truth, IReadOnlyList<int> found)
    {
        var byTruth = truth.CountBy(t => t).ToDictionary();
        var byFound = found.CountBy(f => f).ToDictionary();
        var joint = truth.Zip(found).CountBy(p => p).ToList();
        double correct = joint.Sum(j => Pairs(j.Value));
        double cubedPrecision = joint.Sum(j => (double)j.Value * j.Value / byFound[j.Key.Second]);
        double cubedRecall = joint.Sum(j => (double)j.Value * j.Value / byTruth[j.Key.First]);
        var said = byFound.Values.Sum(Pairs);
        var there = byTruth.Values.Sum(Pairs);
        return new(
            said == 0 ? 1 : correct / said,
            there == 0 ? 1 : correct / there,
            cubedPrecision / truth.Count,
            cubedRecall / truth.Count,
            joint.CountBy(j => j.Key.Second).Count(c => c.Value > 1));
    }

    private static double Pairs(int count) => count * (count - 1.0) / 2;

    private static double Harmonic(double a, double b) => a + b == 0 ? 0 : 2 * a * b / (a + b);
}
