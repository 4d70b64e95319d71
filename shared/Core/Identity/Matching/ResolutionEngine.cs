namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>
/// Puts records into persons in one pass, in the order in which they come, with the index in memory. Not safe for several
/// threads at once.
/// </summary>
public sealed class ResolutionEngine(MatchModel model, int postingCap = ResolutionEngine.DefaultPostingCap)
{
    /// <summary>A key with more records than this says too little to be followed.</summary>
    public const int DefaultPostingCap = 250;

    private readonly MatchDecider _decider = new(model);
    private readonly PostingIndex _index = new(postingCap);
    private readonly TermCounts _terms = new();
    private readonly List<MatchRecord> _records = [];
    private readonly List<int> _personOf = [];
    private readonly List<List<int>?> _persons = [];
    private readonly List<ReviewPair> _reviews = [];

    public int Records => _records.Count;

    public ITermCounts Terms => _terms;

    /// <summary>Pairs in doubt, in the order in which they came up; some may be one person by now.</summary>
    public IReadOnlyList<ReviewPair> Reviews => _reviews;

    /// <summary>The person of a record: the least number of the records that are the same person.</summary>
    public int PersonOf(int record) => _persons[_personOf[record]]![0];

    public MatchRecord this[int record] => _records[record];

    /// <summary>Decides about a record and adds it; it has the number <see cref="Records"/> had before.</summary>
    public Resolution Add(IReadOnlyDictionary<string, string?> values)
    {
        var record = model.Prepare(values);
        var keys = model.CandidateKeys(record);
        var number = _records.Count;
        var resolution = Decide(record, keys, number);
        _records.Add(record);
        _personOf.Add(number);
        _persons.Add([number]);
        _index.Add(keys, number);
        foreach (var match in resolution.Joins)
        {
            Join(number, match.Record);
        }

        _reviews.AddRange(resolution.Reviews);
        foreach (var term in resolution.Counts)
        {
            _terms.Add(term);
        }

        Count(record, number);
        return resolution;
    }

    /// <summary>Decides about a record without adding it.</summary>
    public Resolution Match(IReadOnlyDictionary<string, string?> values)
    {
        var record = model.Prepare(values);
        return Decide(record, model.CandidateKeys(record), _records.Count);
    }

    private Resolution Decide(MatchRecord record, IReadOnlyList<string> keys, int number)
    {
        var capped = 0;
        var persons = new List<int>();
        var seen = new HashSet<int>();
        foreach (var key in keys)
        {
            foreach (var other in _index.Find(key, ref capped))
            {
                if (seen.Add(_personOf[other]))
                {
                    persons.Add(_personOf[other]);
                }
            }
        }

        var groups = persons.ConvertAll(p => (IReadOnlyList<MatchRecord>)_persons[p]!.ConvertAll(r => _records[r]));
        var decision = _decider.Decide(record, [], groups, _terms);
        ReviewPair Pair(PersonMatch m) => new(number, _persons[persons[m.Person]]![m.Record], m.Reason, m.Score);
        return new(
            number, [.. decision.Joins.Select(Pair)], [.. decision.Reviews.Select(Pair)], decision.Counts, decision.Comparisons, keys.Count, capped);
    }

    private void Join(int left, int right)
    {
        var (a, b) = (_personOf[left], _personOf[right]);
        if (a == b)
        {
            return;
        }

        var (keep, gone) = a < b ? (a, b) : (b, a);
        foreach (var record in _persons[gone]!)
        {
            _personOf[record] = keep;
        }

        _persons[keep]!.AddRange(_persons[gone]!);
        _persons[keep]!.Sort();
        _persons[gone] = null;
        _terms.People--;
    }

    /// <summary>A value counts once for a person: many records of one person do not make it common.</summary>
    private void Count(MatchRecord record, int number)
    {
        _terms.People++;
        var fellows = _persons[_personOf[number]]!;
        var known = fellows.Count == 1 ? [] : fellows.Where(f => f != number).SelectMany(f => model.Terms(_records[f])).ToHashSet();
        foreach (var term in model.Terms(record))
        {
            if (known.Add(term))
            {
                _terms.Add(term);
            }
        }
    }
}

/// <param name="Left">Number of the record that came later.</param>
/// <param name="Record">Number of the record of the other person that is most alike.</param>
public sealed record ReviewPair(int Left, int Record, MatchReason Reason, MatchScore Score);

/// <param name="Number">Of the record.</param>
/// <param name="LookUps">Keys that were looked up.</param>
/// <param name="CappedPostings">Keys with more records than the cap, which were not followed.</param>
public sealed record Resolution(
    int Number,
    IReadOnlyList<ReviewPair> Joins,
    IReadOnlyList<ReviewPair> Reviews,
    IReadOnlyList<MatchTerm> Counts,
    int Comparisons,
    int LookUps,
    int CappedPostings);
