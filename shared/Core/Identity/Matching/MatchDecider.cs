using ServerlessCdi.Core.Identity.Matching.Comparing;

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
            var reason = Judge(person, together, records, terms, ref comparisons);
            var match = new PersonMatch(person.Person, person.Record, model.Score(record, records[person.Record], terms), reason);
            if (reason == MatchReason.Sure)
            {
                joins.Add(match);
                together.InsertRange(0, records);
            }
            else
            {
                reviews.Add(match);
            }
        }

        return new(joins, reviews, Household(record, persons), comparisons);
    }

    private MatchTerm[] Household(MatchRecord record, IReadOnlyList<IReadOnlyList<MatchRecord>> persons) =>
        !model.Scorer.HasHome(record) ? []
        : persons.Any(p => p.Any(r => model.Scorer.LiveTogether(record, r))) ? [Households.Asked, Households.Shared]
        : [Households.Asked];

    private MatchReason Judge(
        Found found, List<MatchRecord> together, IReadOnlyList<MatchRecord> records, ITermCounts terms, ref int comparisons)
    {
        if (found.Bits < model.Thresholds.Auto)
        {
            return MatchReason.Doubt;
        }

        if (IsContradicted(together, records, records[found.Record]))
        {
            return MatchReason.Contradiction;
        }

        if (found.Bits >= model.Thresholds.Bridge || together.Count == 1 || records.Count == 1)
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

    /// <summary>
    /// What the pair itself says against it is in its bits. What two others say, who would come together through it, is not:
    /// a record that leaves much open must not tie those who cannot be one.
    /// </summary>
    private bool IsContradicted(List<MatchRecord> together, IReadOnlyList<MatchRecord> records, MatchRecord best)
    {
        var asked = together[^1];
        foreach (var left in together.TakeLast(MostRecords))
        {
            foreach (var right in records.TakeLast(MostRecords))
            {
                if (!(ReferenceEquals(left, asked) && ReferenceEquals(right, best)) && model.Contradicts(left, right))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private readonly record struct Found(int Person, int Record, double Bits);
}
