using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>
/// Adds up what the comparisons say. Two alternatives are held against the match: that the records are of any two people,
/// and that they are of two people of one household, who share a name, an address, a telephone and now and then a mailbox.
/// </summary>
internal sealed class PairScorer
{
    [ThreadStatic]
    private static LevelSheet? _spare;

    private readonly ModelParts _parts;
    private readonly MatchPrior _prior;
    private readonly string _version;
    private readonly double[] _rest;
    private readonly Evidence _evidence;
    private readonly MatchThresholds _thresholds;

    public PairScorer(ModelParts parts, MatchPrior prior, MatchThresholds thresholds, string version)
    {
        _evidence = new(parts);
        _thresholds = thresholds;
        _parts = parts;
        _prior = prior;
        _version = version;
        _rest = new double[parts.Comparisons.Count + 1];
        for (var i = parts.Comparisons.Count - 1; i >= 0; i--)
        {
            _rest[i] = _rest[i + 1] + Math.Min(parts.Comparisons[i].Tables.Sum(t => Math.Max(0, t.Most)), parts.Comparisons[i].Cap.Most);
        }
    }

    public double Bits(MatchRecord left, MatchRecord right, ITermCounts terms, double floor)
    {
        var sheet = Sheet();
        var match = _prior.Bits(terms.People);
        var household = match + Math.Max(Fellows(left, terms), Fellows(right, terms));
        for (var i = 0; i < _parts.Comparisons.Count; i++)
        {
            if (match + _rest[i] < floor)
            {
                return double.NegativeInfinity;
            }

            if (left[i] is { } a && right[i] is { } b)
            {
                var comparison = _parts.Comparisons[i];
                comparison.Compare(a, b, sheet);
                Add(comparison, sheet, terms, ref match, ref household);
            }
        }

        return Held(match - Against(household), sheet, terms);
    }

    public MatchScore Score(MatchRecord left, MatchRecord right, ITermCounts terms)
    {
        var sheet = Levels(left, right);
        var prior = _prior.Bits(terms.People);
        var household = prior + Math.Max(Fellows(left, terms), Fellows(right, terms));
        var fields = new List<FieldScore>();
        foreach (var comparison in _parts.Comparisons)
        {
            var before = fields.Count;
            for (var t = comparison.First; t < comparison.First + comparison.Tables.Count; t++)
            {
                Write(_parts.Tables[t], t, sheet, terms, fields);
            }

            var together = 0.0;
            Add(comparison, sheet, terms, ref together, ref household);
            var apart = fields.Skip(before).Sum(f => f.Bits + f.FrequencyBits);
            if (Math.Abs(together - apart) > 1e-9)
            {
                fields.Add(new("address", "capped", together - apart, 0));
            }
        }

        if (Against(household) is var against and > 0.005)
        {
            fields.Add(new(DefaultWeights.Household, "possible", -against, 0));
        }

        var score = new MatchScore(prior, fields, _version);
        if (Held(score.Bits, sheet, terms) - score.Bits is var held and < 0)
        {
            fields.Add(new(DefaultWeights.Evidence, "too_little", held, 0));
        }

        return score;
    }

    public bool Contradicts(MatchRecord left, MatchRecord right)
    {
        var sheet = Sheet();
        return (Level(_parts.NationalId, left, right, sheet) is NationalIdComparison.Different)
            || (IsLast(_parts.Birth, left, right, sheet) && IsLast(_parts.Name, left, right, sheet));
    }

    /// <summary>Whether it is known where the one of the record lives.</summary>
    public bool HasHome(MatchRecord record) => Address(record) is { Home.Length: > 0 };

    /// <summary>
    /// Two people, by what the records say alone, and one home: given name, birth date and national number differ, as
    /// far as both have them.
    /// </summary>
    public bool LiveTogether(MatchRecord left, MatchRecord right)
    {
        if (Address(left) is not { Home.Length: > 0 } a || Address(right) is not { } b || !string.Equals(a.Home, b.Home, StringComparison.Ordinal))
        {
            return false;
        }

        var sheet = Levels(left, right);
        int asked = 0, differ = 0;
        foreach (var comparison in (ReadOnlySpan<int>)[_parts.Name, _parts.Birth, _parts.NationalId])
        {
            var table = comparison < 0 ? -1 : _parts.Comparisons[comparison].First;
            if (table >= 0 && sheet[table] >= 0)
            {
                asked++;
                differ += sheet[table] == _parts.Tables[table].Bits.Length - 1 ? 1 : 0;
            }
        }

        return differ > 0 && differ == asked;
    }

    /// <summary>The levels of a pair. Good until the next pair of this thread.</summary>
    public LevelSheet Levels(MatchRecord left, MatchRecord right)
    {
        var sheet = Sheet();
        for (var i = 0; i < _parts.Comparisons.Count; i++)
        {
            if (left[i] is { } a && right[i] is { } b)
            {
                _parts.Comparisons[i].Compare(a, b, sheet);
            }
        }

        return sheet;
    }

    /// <summary>Where too little agrees that tells people apart, the sum stays in the doubtful band.</summary>
    private double Held(double bits, LevelSheet sheet, ITermCounts terms) =>
        bits < _thresholds.Auto || _evidence.Suffices(sheet, terms) ? bits
        : _thresholds.Auto - Math.Min(1, (_thresholds.Auto - _thresholds.Review) / 2);

    private double Fellows(MatchRecord record, ITermCounts terms) => Households.Bits(terms, Address(record));

    private PostalAddress? Address(MatchRecord record) => _parts.Address < 0 ? null : (PostalAddress?)record[_parts.Address];

    private double Against(double household) => _parts.Name < 0 ? 0 : household > 40 ? household : Math.Log2(1 + Math.Exp(household * Math.Log(2)));

    private void Add(Comparison comparison, LevelSheet sheet, ITermCounts terms, ref double match, ref double household)
    {
        double forMatch = 0, forHousehold = 0;
        for (var t = comparison.First; t < comparison.First + comparison.Tables.Count; t++)
        {
            var level = sheet[t];
            if (level < 0)
            {
                continue;
            }

            var table = _parts.Tables[t];
            var frequency = Frequency(t, level, sheet, terms);
            var bits = table.Bits[level] + frequency;
            forMatch += bits;
            forHousehold += table.Household(bits);
        }

        var (least, most) = comparison.Cap;
        match += Math.Clamp(forMatch, least, most);
        household += Math.Clamp(forHousehold, least, most);
    }

    private double Frequency(int at, int level, LevelSheet sheet, ITermCounts terms)
    {
        // Names that were exchanged were counted where they do not belong.
        var other = !sheet.IsCrossed || _parts.Name < 0 ? null
            : at == _parts.Comparisons[_parts.Name].First ? DefaultWeights.Family
            : at == _parts.Comparisons[_parts.Name].First + 1 ? DefaultWeights.Given : null;
        return _parts.Tables[at].Frequency(level, (sheet.Left(at), sheet.Right(at)), terms, other);
    }

    private void Write(LevelTable table, int at, LevelSheet sheet, ITermCounts terms, List<FieldScore> fields)
    {
        var level = sheet[at];
        if (level >= 0)
        {
            fields.Add(new(
                table.Field, table.Weights.Levels[level].Name, table.Bits[level], Frequency(at, level, sheet, terms)));
        }
        else if (_parts.IsNamed(table))
        {
            fields.Add(new(table.Field, "missing", 0, 0));
        }
    }

    private int Level(int comparison, MatchRecord left, MatchRecord right, LevelSheet sheet)
    {
        if (comparison < 0 || left[comparison] is not { } a || right[comparison] is not { } b)
        {
            return -1;
        }

        _parts.Comparisons[comparison].Compare(a, b, sheet);
        return sheet[_parts.Comparisons[comparison].First];
    }

    private bool IsLast(int comparison, MatchRecord left, MatchRecord right, LevelSheet sheet) =>
        Level(comparison, left, right, sheet) is >= 0 and var level && level == _parts.Comparisons[comparison].Tables[0].Bits.Length - 1;

    private LevelSheet Sheet()
    {
        var count = _parts.Tables.Count;
        if (_spare is null || _spare.Count < count)
        {
            _spare = new(Math.Max(count, 24));
        }

        _spare.Clear();
        return _spare;
    }
}
