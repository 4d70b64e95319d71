using ServerlessCdi.Core.Identity.Matching.Comparing;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>
/// What is compared and what it is worth. The same two records and the same counts give the same score, on any machine;
/// a model never changes, and another one has another version. Safe for several threads.
/// </summary>
public sealed class MatchModel
{
    private readonly ModelParts _parts;
    private readonly CandidateKeys _keys;
    private readonly PairScorer _scorer;

    public MatchModel(MatchModelFile file)
    {
        File = file;
        Version = file.VersionOrHash();
        Thresholds = file.Thresholds ?? MatchThresholds.Default;
        _parts = new(file);
        _keys = new(_parts);
        _scorer = new(_parts, file.Prior ?? MatchPrior.Default, Thresholds, Version);
    }

    public MatchModelFile File { get; }

    public string Version { get; }

    public MatchThresholds Thresholds { get; }

    internal ModelParts Parts => _parts;

    internal PairScorer Scorer => _scorer;

    /// <summary>The model for a schema that nobody has trained.</summary>
    public static MatchModel Default(MatchSchema schema) => new(new MatchModelFile(schema));

    public static MatchModel FromJson(string json) => new(MatchModelFile.FromJson(json));

    /// <param name="values">By the names of the schema's fields; others are not read.</param>
    public MatchRecord Prepare(IReadOnlyDictionary<string, string?> values)
    {
        var reader = new FieldReader(_parts.Schema, values);
        return new([.. _parts.Comparisons.Select(c => c.Read(reader))]);
    }

    /// <summary>
    /// Under what the record is to be found and looks for others: at most <see cref="CandidateKeys.Most"/> texts, each with
    /// its kind in front, the most telling first. They hold what the record says: whoever keeps them hashes them.
    /// </summary>
    public IReadOnlyList<string> CandidateKeys(MatchRecord record) => _keys.Of(record);

    public MatchScore Score(MatchRecord left, MatchRecord right, ITermCounts terms) => _scorer.Score(left, right, terms);

    /// <summary>The sum of <see cref="Score"/>; minus infinity where it cannot reach <paramref name="floor"/>.</summary>
    public double Bits(MatchRecord left, MatchRecord right, ITermCounts terms, double floor) => _scorer.Bits(left, right, terms, floor);

    /// <summary>
    /// The records say what one person cannot: national numbers that differ in more than a slip, or neither the given name
    /// nor the birth date alike. An identifier that both have does not tie them then.
    /// </summary>
    public bool Contradicts(MatchRecord left, MatchRecord right) => _scorer.Contradicts(left, right);

    /// <summary>The values whose frequency counts; each is counted once for a person.</summary>
    public IReadOnlyList<MatchTerm> Terms(MatchRecord record)
    {
        var terms = new List<MatchTerm>();
        for (var i = 0; i < _parts.Comparisons.Count; i++)
        {
            if (record[i] is { } feature)
            {
                _parts.Comparisons[i].Terms(feature, terms);
            }
        }

        return terms;
    }

    /// <summary>Stable text of all that is compared: while it stays the same, so do the scores.</summary>
    public string Features(MatchRecord record) =>
        string.Join('\n', _parts.Comparisons.Select((c, i) => record[i] is { } feature ? c.Text(feature) : ""));
}
