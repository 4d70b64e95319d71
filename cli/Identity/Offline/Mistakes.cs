using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>Pairs that were decided wrongly, and why.</summary>
internal sealed class Mistakes(RecordRun run, IReadOnlyDictionary<string, string> truth)
{
    /// <summary>Of a larger cluster only so many records are looked at.</summary>
    private const int MostOfCluster = 60;

    /// <summary>Records of two people that were joined by themselves, the surest first.</summary>
    public IEnumerable<Mistake> Joined() => run.Joins
        .Where(j => True(j.Left) is { } left && True(j.Record) is { } right && left != right)
        .OrderByDescending(j => j.Score.Bits)
        .Select(j => new Mistake("joined", j.Left, j.Record, j.Score, "sure enough by its bits"));

    /// <summary>Records of one person that came to stand apart: of two parts the pair that is most alike, the surest first.</summary>
    public IEnumerable<Mistake> Missed() => Enumerable.Range(0, run.Ids.Count)
        .Where(r => True(r) is not null)
        .GroupBy(r => True(r))
        .Select(g => g.Take(MostOfCluster).ToList())
        .SelectMany(Apart)
        .OrderByDescending(m => m.Score.Bits);

    private IEnumerable<Mistake> Apart(List<int> cluster) =>
        from i in Enumerable.Range(0, cluster.Count)
        from j in Enumerable.Range(0, i)
        let parts = (run.Engine.PersonOf(cluster[j]), run.Engine.PersonOf(cluster[i]))
        where parts.Item1 != parts.Item2
        let score = run.Model.Score(run.Engine[cluster[j]], run.Engine[cluster[i]], run.Engine.Terms)
        group (Left: cluster[j], Right: cluster[i], Score: score) by parts into between
        select between.MaxBy(p => p.Score.Bits) into best
        select new Mistake("missed", best.Left, best.Right, best.Score, Why(best.Left, best.Right, best.Score.Bits));

    private string Why(int left, int right, double bits)
    {
        var (one, other) = (run.Engine[left], run.Engine[right]);
        return !run.Model.CandidateKeys(one).Intersect(run.Model.CandidateKeys(other)).Any() ? "no candidate key in common, so never compared"
            : run.Model.Contradicts(one, other) ? "they contradict each other"
            : bits >= run.Model.Thresholds.Auto ? "sure now; in doubt, or a bridge, when they came"
            : bits >= run.Model.Thresholds.Review ? "in doubt: to review"
            : "too few bits";
    }

    private string? True(int record) => truth.GetValueOrDefault(run.Ids[record]);
}

/// <param name="Kind"><c>joined</c> or <c>missed</c>.</param>
internal sealed record Mistake(string Kind, int Left, int Right, MatchScore Score, string Why);
