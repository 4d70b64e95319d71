namespace ServerlessCdi.Core.Profiles;

/// <summary>Chooses, among what the records say, what the person is. A pure function of records and policy.</summary>
public static class Survivorship
{
    /// <summary>The object whose records are persons; the fields of others hang beside the profile.</summary>
    public const string PersonObject = "contact";

    public static Golden Decide(IReadOnlyCollection<SourceRecord> records, SurvivorshipPolicy policy)
    {
        var fields = new SortedDictionary<string, GoldenField>(StringComparer.Ordinal);
        foreach (var (name, candidates) in Candidates(records, policy))
        {
            fields[name] = Winner(candidates, name, policy);
        }

        return new Golden(fields, ConsentDecisions.Decide(records), [.. records.SelectMany(r => r.Identifiers.Keys)]);
    }

    /// <summary>
    /// Every value that some live record gives for the field, the winner first, then in the order of losing; null where no
    /// source that may write the field gives one.
    /// </summary>
    public static FieldExplanation? Explain(IReadOnlyCollection<SourceRecord> records, string field, SurvivorshipPolicy policy)
    {
        var candidates = records.Where(Speaks)
            .Where(r => r.Fields.TryGetValue(field, out var f) && !f.Value.IsNull)
            .Select(r => new Candidate(r.Key, r.Fields[field], policy.Authority.Of(r.Key.Source, r.Key.Object, field)))
            .ToList();
        var writers = candidates.Where(c => c.MayWrite).ToList();
        if (writers.Count == 0)
        {
            return null;
        }

        candidates.Sort((a, b) => Compare(b, a, field, policy));
        var losers = new List<LosingValue>();
        for (var i = 1; i < candidates.Count; i++)
        {
            var loser = candidates[i];
            losers.Add(new(loser.Assertion.Value, loser.Record, loser.Assertion.Stamp, Rule(candidates[0], loser, field, policy)));
        }

        return new(field, Winner(writers, field, policy), losers);
    }

    private static SortedDictionary<string, List<Candidate>> Candidates(IEnumerable<SourceRecord> records, SurvivorshipPolicy policy)
    {
        var byField = new SortedDictionary<string, List<Candidate>>(StringComparer.Ordinal);
        foreach (var record in records.Where(Speaks))
        {
            foreach (var (name, assertion) in record.Fields)
            {
                var candidate = new Candidate(record.Key, assertion, policy.Authority.Of(record.Key.Source, record.Key.Object, name));
                if (assertion.Value.IsNull || !candidate.MayWrite)
                {
                    continue;
                }

                if (!byField.TryGetValue(name, out var list))
                {
                    byField[name] = list = [];
                }

                list.Add(candidate);
            }
        }

        return byField;
    }

    private static bool Speaks(SourceRecord record) => record.IsLive && record.Key.Object == PersonObject;

    private static GoldenField Winner(List<Candidate> candidates, string field, SurvivorshipPolicy policy)
    {
        var best = candidates[0];
        foreach (var candidate in candidates.Skip(1))
        {
            if (Compare(candidate, best, field, policy) > 0)
            {
                best = candidate;
            }
        }

        Candidate? runnerUp = null;
        foreach (var candidate in candidates)
        {
            if (candidate != best && (runnerUp is null || Compare(candidate, runnerUp.Value, field, policy) > 0))
            {
                runnerUp = candidate;
            }
        }

        var rule = runnerUp is { } second ? Rule(best, second, field, policy) : SurvivorshipRule.OnlyValue;
        return new(best.Assertion.Value, best.Record, best.Assertion.Stamp, rule);
    }

    private static int Compare(Candidate left, Candidate right, string field, SurvivorshipPolicy policy)
    {
        if (left.MayWrite != right.MayWrite)
        {
            return left.MayWrite ? 1 : -1;
        }

        // Even the source of truth says nothing of its own where it repeats what it was told.
        if (left.Assertion.Echo != right.Assertion.Echo)
        {
            return left.Assertion.Echo ? -1 : 1;
        }

        if (left.Authority != right.Authority)
        {
            return left.Authority.CompareTo(right.Authority);
        }

        var byRank = policy.RankOf(field, right.Record.Source).CompareTo(policy.RankOf(field, left.Record.Source));
        if (byRank != 0)
        {
            return byRank;
        }

        var byStamp = left.Assertion.Stamp.CompareTo(right.Assertion.Stamp);
        return byStamp != 0 ? byStamp : left.Record.CompareTo(right.Record);
    }

    private static SurvivorshipRule Rule(Candidate winner, Candidate loser, string field, SurvivorshipPolicy policy)
    {
        if (!loser.MayWrite)
        {
            return SurvivorshipRule.MayNotWrite;
        }

        if (loser.Assertion.Echo && !winner.Assertion.Echo)
        {
            return SurvivorshipRule.NotAnEcho;
        }

        if (winner.Authority != loser.Authority)
        {
            return winner.Authority == FieldAuthority.Owner ? SurvivorshipRule.SourceOfTruth : SurvivorshipRule.MayOnlyFillGap;
        }

        if (policy.RankOf(field, winner.Record.Source) != policy.RankOf(field, loser.Record.Source))
        {
            return SurvivorshipRule.SourcePriority;
        }

        return winner.Assertion.Stamp.Time == loser.Assertion.Stamp.Time ? SurvivorshipRule.TieBreak : SurvivorshipRule.Newest;
    }

    private readonly record struct Candidate(RecordKey Record, FieldAssertion Assertion, FieldAuthority Authority)
    {
        public bool MayWrite => Authority != FieldAuthority.None;
    }
}
