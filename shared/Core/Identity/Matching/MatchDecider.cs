namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>What is to become of a record and the persons that it may belong to. Pure: the stream and the engine decide alike.</summary>
public sealed class MatchDecider(MatchModel model)
{
    /// <summary>Records of a person that are compared; a person with more has said enough by then.</summary>
    public const int MostRecords = 16;

    /// <summary>So many pairs across two persons that are sure by themselves do for a bridge.</summary>
    private const int BridgePairs = 2;

    /// <param name="own">Other records of the person who has the record already; empty for a new one.</param>
    /// <param name="persons">The records of each person that shares a candidate key, the latest last.</param>
    public MatchDecision Decide(
        MatchRecord record, IReadOnlyList<MatchRecord> own, IReadOnlyList<IReadOnlyList<MatchRecord>> persons, ITermCounts terms)
    {
        var comparisons = 0;
        var found = new List<Found>();
        for (var i = 0; i < persons.Count; i++)
        {
            var best = new Found(i, -1, double.NegativeInfinity);
            for (var j = Math.Max(0, persons[i].Count - MostRecords); j < persons[i].Count; j++)
            {
                comparisons++;
                var bits = model.Bits(record, persons[i][j], terms, model.Thresholds.Review);
                if (bits > best.Bits)
                {
                    best = new(i, j, bits);
                }
            }

            if (best.Bits >= model.Thresholds.Review)
            {
                found.Add(best);
            }
        }

        found.Sort((a, b) => b.Bits.CompareTo(a.Bits));
        return Settle(record, own, persons, terms, found, comparisons);
    }

    private MatchDecision Settle(
        MatchRecord record,
        IReadOnlyList<MatchRecord> own,
        IReadOnlyList<IReadOnlyList<MatchRecord>> persons,
        ITermCounts terms,
        List<Found> found,
        int comparisons)
    {
        var together = new List<MatchRecord>(own) { record };
        List<PersonMatch> joins = [], reviews = [];
        foreach (var person in found)
        {
            var records = persons[person.Person];
            var reason = Judge(person.Bits, together, records, terms, ref comparisons);
            var match = new PersonMatch(person.Person, person.Record, model.Score(record, records[person.Record], terms), reason);
            if (reason == MatchReason.Sure)
            {
                joins.Add(match);
                together.AddRange(records);
            }
            else
            {
                reviews.Add(match);
            }
        }

        return new(joins, reviews, comparisons);
    }

    private MatchReason Judge(
        double bits, List<MatchRecord> together, IReadOnlyList<MatchRecord> records, ITermCounts terms, ref int comparisons)
    {
        if (bits < model.Thresholds.Auto)
        {
            return MatchReason.Doubt;
        }

        if (together.Exists(t => records.Any(r => model.Contradicts(t, r))))
        {
            return MatchReason.Contradiction;
        }

        if (bits >= model.Thresholds.Bridge || together.Count == 1 || records.Count == 1)
        {
            return MatchReason.Sure;
        }

        var sure = 0;
        foreach (var left in together.TakeLast(MostRecords))
        {
            foreach (var right in records.TakeLast(MostRecords))
            {
                comparisons++;
                sure += model.Bits(left, right, terms, model.Thresholds.Auto) >= model.Thresholds.Auto ? 1 : 0;
            }
        }

        return sure >= BridgePairs ? MatchReason.Sure : MatchReason.Bridge;
    }

    private readonly record struct Found(int Person, int Record, double Bits);
}
