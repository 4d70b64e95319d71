using ServerlessCdi.Core.Identity.Matching.Comparing;
using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>
/// Learns a data set's own rates without being told who is who. How often any two people agree comes from random pairs; how
/// often records of one person do comes from pairs that share a key, by expectation and maximisation, where the fields of
/// the key itself are left out. The same records and the same seed give the same model.
/// </summary>
public static class ModelTraining
{
    private const int MostRecords = 100_000;
    /// <summary>Rates below one in so many are left to the model before; more pairs would cost time and tell no more.</summary>
    private const int RandomPairs = 100_000;
    private const int RandomPairsARecord = 20;
    private const int PairsAPass = 60_000;
    private const int PairsAKey = 40;

    public static MatchModel Train(MatchModel model, IReadOnlyList<IReadOnlyDictionary<string, string?>> records, int seed)
    {
        var random = new Random(seed);
        var sample = Sample(records, random).Select(model.Prepare).ToArray();
        var scorer = model.Scorer;
        var rates = new LevelRates(model.Parts.Tables);
        var terms = Counted(model, sample);
        foreach (var (a, b) in Random(sample.Length, random))
        {
            // Of few records not a few random pairs are of one person, and those are not to count.
            var bits = scorer.Bits(sample[a], sample[b], terms, double.NegativeInfinity);
            rates.AddUnmatched(scorer.Levels(sample[a], sample[b]), 1 / (1 + Math.Pow(2, bits)));
        }

        foreach (var pass in Passes(model.Parts))
        {
            var levels = Pairs(pass.Keys, sample, random).Select(p => rates.Of(scorer.Levels(sample[p.A], sample[p.B]))).ToList();
            rates.AddMatched(levels, pass.LeftOut);
        }

        return new(model.File with { Version = null, Weights = rates.Weights(model.Parts) });
    }

    private static List<IReadOnlyDictionary<string, string?>> Sample(IReadOnlyList<IReadOnlyDictionary<string, string?>> records, Random random)
    {
        if (records.Count <= MostRecords)
        {
            return [.. records];
        }

        var places = Enumerable.Range(0, records.Count).ToArray();
        random.Shuffle(places);
        return [.. places.Take(MostRecords).Select(p => records[p])];
    }

    private static TermCounts Counted(MatchModel model, MatchRecord[] sample)
    {
        var terms = new TermCounts { People = sample.Length };
        foreach (var term in sample.SelectMany(model.Terms))
        {
            terms.Add(term);
        }

        return terms;
    }

    private static IEnumerable<(int A, int B)> Random(int count, Random random)
    {
        for (var i = 0; i < Math.Min(RandomPairs, count * RandomPairsARecord) && count > 1; i++)
        {
            var (a, b) = (random.Next(count), random.Next(count));
            if (a != b)
            {
                yield return (a, b);
            }
        }
    }

    /// <summary>Keys of different fields, so that each field is left out of some pass only.</summary>
    private static IEnumerable<(Func<MatchRecord, IEnumerable<string>> Keys, int[] LeftOut)> Passes(ModelParts parts)
    {
        int[] Tables(int comparison) => [.. Enumerable.Range(parts.Comparisons[comparison].First, parts.Comparisons[comparison].Tables.Count)];
        IEnumerable<string> Text(int comparison, MatchRecord record) =>
            record[comparison] is { } feature ? parts.Comparisons[comparison].Text(feature).Split('/').Where(t => t.Length > 0) : [];

        foreach (var comparison in new[] { parts.Birth, parts.NationalId, parts.Email }.Concat(parts.Values).Where(c => c >= 0))
        {
            yield return (r => Text(comparison, r), Tables(comparison));
        }

        if (parts.Name >= 0)
        {
            yield return (r => Names(r[parts.Name]), Tables(parts.Name));
        }
    }

    private static IEnumerable<string> Names(object? feature) =>
        feature is PersonName { Given: { } given } name ? name.Families.Select(f => $"{given.Text}|{f.Text}") : [];

    private static List<(int A, int B)> Pairs(Func<MatchRecord, IEnumerable<string>> keys, MatchRecord[] sample, Random random)
    {
        var pairs = new HashSet<(int, int)>();
        var groups = sample.SelectMany((r, i) => keys(r).Select(k => (Key: k, Place: i))).GroupBy(p => p.Key, p => p.Place).Select(g => g.ToArray())
            .Where(g => g.Length > 1).ToArray();
        random.Shuffle(groups);
        foreach (var group in groups.TakeWhile(_ => pairs.Count < PairsAPass))
        {
            var left = PairsAKey;
            for (var i = 0; i < group.Length && left > 0; i++)
            {
                for (var j = i + 1; j < group.Length && left > 0; j++, left--)
                {
                    pairs.Add((group[i], group[j]));
                }
            }
        }

        return [.. pairs];
    }
}
