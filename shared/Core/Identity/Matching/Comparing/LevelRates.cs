namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>The rates of all levels while they are learned. What is seen seldom stays near what the model had before.</summary>
internal sealed class LevelRates
{
    private const int Rounds = 12;

    /// <summary>As many pairs as the rates of the model before weigh.</summary>
    private const double Faith = 25;

    private readonly IReadOnlyList<LevelTable> _tables;
    private readonly double[][] _unmatched;
    private readonly double[][] _matched;

    public LevelRates(IReadOnlyList<LevelTable> tables)
    {
        _tables = tables;
        _unmatched = Prior(l => l.U);
        _matched = Empty();
    }

    public void AddUnmatched(LevelSheet sheet, double weight)
    {
        for (var t = 0; t < _tables.Count; t++)
        {
            if (sheet[t] >= 0)
            {
                _unmatched[t][sheet[t]] += weight;
            }
        }
    }

    public sbyte[] Of(LevelSheet sheet) => [.. Enumerable.Range(0, _tables.Count).Select(t => (sbyte)sheet[t])];

    /// <summary>Expectation and maximisation over pairs that share a key; what they agree in because of the key is left out.</summary>
    public void AddMatched(List<sbyte[]> pairs, int[] leftOut)
    {
        if (pairs.Count < 2)
        {
            return;
        }

        var tables = Enumerable.Range(0, _tables.Count).Except(leftOut).Where(t => !IsFixed(_tables[t])).ToArray();
        var rates = Prior(l => l.M);
        var shares = (Match: 0.3, Household: 0.1);
        var weights = new double[pairs.Count];
        for (var round = 0; round < Rounds; round++)
        {
            shares = Expect(pairs, tables, rates, shares, weights);
            rates = Prior(l => l.M);
            Count(pairs, tables, weights, rates);
        }

        Count(pairs, tables, weights, _matched);
    }

    public IReadOnlyList<FieldWeights> Weights(ModelParts parts) =>
        [.. _tables.Select((table, t) => (table, t)).Where(x => parts.IsNamed(x.table)).Select(x => IsFixed(x.table) ? x.table.Weights : Weights(x.table, x.t))];

    /// <summary>Names are taken for exchanged where they agree that way, so how often that is seen says nothing of its own.</summary>
    private static bool IsFixed(LevelTable table) => table.Field == DefaultWeights.Order;

    private FieldWeights Weights(LevelTable table, int t)
    {
        var levels = table.Weights.Levels;
        var (m, u) = (_matched[t].Zip(levels, (n, l) => n + (Faith * l.M)).ToArray(), _unmatched[t]);
        var (allM, allU) = (m.Sum(), u.Sum());
        return table.Weights with { Levels = [.. levels.Select((l, i) => l with { M = Rounded(m[i] / allM), U = Rounded(u[i] / allU) })] };
    }

    /// <summary>Four digits that count: a model is read by people too.</summary>
    private static double Rounded(double rate)
    {
        var scale = Math.Pow(10, 3 - Math.Floor(Math.Log10(Math.Max(rate, 1e-9))));
        return Math.Round(rate * scale) / scale;
    }

    /// <summary>
    /// How likely each pair is one person, by the rates so far. Those of one household are a class of their own, or what they
    /// have in common would be learned as what one person's records have.
    /// </summary>
    /// <returns>The shares of both among the pairs.</returns>
    private (double Match, double Household) Expect(
        List<sbyte[]> pairs, int[] tables, double[][] rates, (double Match, double Household) shares, double[] weights)
    {
        var (match, household) = (new double[_tables.Count][], new double[_tables.Count][]);
        foreach (var t in tables)
        {
            var (m, u) = (rates[t].Sum(), _unmatched[t].Sum());
            match[t] = [.. rates[t].Select((n, i) => n / m / (_unmatched[t][i] / u))];
            household[t] = [.. match[t].Select(r => (_tables[t].Weights.Household * r) + 1 - _tables[t].Weights.Household)];
        }

        var (matches, fellows) = (0.0, 0.0);
        for (var p = 0; p < pairs.Count; p++)
        {
            var (isMatch, isFellow) = (shares.Match, shares.Household);
            foreach (var t in tables)
            {
                var level = pairs[p][t];
                isMatch *= level < 0 ? 1 : match[t][level];
                isFellow *= level < 0 ? 1 : household[t][level];
            }

            var all = isMatch + isFellow + 1 - shares.Match - shares.Household;
            weights[p] = isMatch / all;
            matches += weights[p];
            fellows += isFellow / all;
        }

        return (Math.Clamp(matches / pairs.Count, 0.001, 0.99), Math.Clamp(fellows / pairs.Count, 0.0001, 0.009 + (0.99 * (1 - (matches / pairs.Count)))));
    }

    private static void Count(List<sbyte[]> pairs, int[] tables, double[] weights, double[][] counts)
    {
        for (var p = 0; p < pairs.Count; p++)
        {
            foreach (var t in tables)
            {
                if (pairs[p][t] >= 0)
                {
                    counts[t][pairs[p][t]] += weights[p];
                }
            }
        }
    }

    private double[][] Prior(Func<MatchLevel, double> rate) =>
        [.. _tables.Select(t => t.Weights.Levels.Select(l => Faith * Math.Max(rate(l), 1e-7)).ToArray())];

    private double[][] Empty() => [.. _tables.Select(t => new double[t.Bits.Length])];
}
