using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Core.Profiles;

/// <summary>
/// What is allowed, from what every record last said. Within a record the newest statement stands; between records a
/// refusal wins, so that tying two records together can only ever narrow what is allowed.
/// </summary>
public static class ConsentDecisions
{
    public static SortedDictionary<(string Purpose, string Channel), ConsentDecision> Decide(IEnumerable<SourceRecord> records)
    {
        var decisions = new SortedDictionary<(string, string), ConsentDecision>();
        foreach (var record in records)
        {
            foreach (var (key, assertion) in record.Consents)
            {
                // A deleted record can still refuse; it can no longer allow. One that is no person can only refuse.
                if (!(record.IsLive && record.Key.IsPerson) && Rank(assertion.Entry.State) < Rank(ConsentState.Denied))
                {
                    continue;
                }

                var candidate = new ConsentDecision(assertion.Entry, record.Key, assertion.Stamp);
                if (!decisions.TryGetValue(key, out var known) || Compare(candidate, known) > 0)
                {
                    decisions[key] = candidate;
                }
            }
        }

        return decisions;
    }

    /// <summary>
    /// The one gate: granted for the purpose on the channel (or on every channel), and refused on neither. Anything that
    /// was never said, is pending or has lapsed is not allowed.
    /// </summary>
    public static ConsentState InForce(Golden golden, string purpose, string channel)
    {
        var exact = golden.Consents.TryGetValue((purpose, channel), out var one) ? one.State : ConsentState.Unknown;
        var every = golden.Consents.TryGetValue((purpose, "*"), out var all) ? all.State : ConsentState.Unknown;
        return Rank(exact) >= Rank(every) ? exact : every;
    }

    private static int Compare(ConsentDecision left, ConsentDecision right)
    {
        var byRank = Rank(left.State).CompareTo(Rank(right.State));
        if (byRank != 0)
        {
            return byRank;
        }

        var byStamp = left.Stamp.CompareTo(right.Stamp);
        return byStamp != 0 ? byStamp : left.Record.CompareTo(right.Record);
    }

    private static int Rank(ConsentState state) => state switch
    {
        ConsentState.Denied or ConsentState.Withdrawn => 4,
        ConsentState.Granted => 3,
        ConsentState.Pending => 2,
        ConsentState.Expired => 1,
        ConsentState.Unknown => 0,
    };
}
