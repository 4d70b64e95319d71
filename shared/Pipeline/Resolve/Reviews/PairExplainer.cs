using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Resolve.Matching;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>Scores two stored contact records as the stream does, without acting on it.</summary>
public sealed class PairExplainer(SideReader sides, TermLedger terms, IntegrationConfig config)
{
    /// <summary>Whether the policy has any matching.</summary>
    public bool IsOn => config.Matching is not null;

    /// <returns>Null where one of the records is not there, or nothing is matched.</returns>
    public async Task<PairExplanation?> ExplainAsync(RecordKey left, RecordKey right, CancellationToken cancellationToken)
    {
        if (config.Matching is not { } policy
            || await sides.FindAsync(left, cancellationToken) is not { } one
            || await sides.FindAsync(right, cancellationToken) is not { } other)
        {
            return null;
        }

        var (record, candidate) = (policy.Prepare(one.Records[left]), policy.Prepare(other.Records[right]));
        var counts = await terms.ReadAsync([.. policy.Model.Terms(record).Concat(policy.Model.Terms(candidate)).Distinct()], cancellationToken);
        var decision = policy.Decider.Decide(record, [], [[candidate]], counts);
        var isOne = one.Id == other.Id;
        return new(
            policy.Model.Score(record, candidate, counts),
            !isOne && PersonTies.Between(one, other).Count > 0 ? PairDecision.Separated
                : decision.Joins.Count > 0 ? PairDecision.Join
                : decision.Reviews.Count > 0 ? PairDecision.Review
                : PairDecision.None,
            policy.Model.Thresholds,
            isOne);
    }
}

/// <param name="Decision">What the two records would come to if one of them arrived now and the other stood alone.</param>
/// <param name="AreOne">They are one person already, whatever the score says.</param>
public sealed record PairExplanation(MatchScore Score, PairDecision Decision, MatchThresholds Thresholds, bool AreOne);

public enum PairDecision
{
    /// <summary>Sure enough to make them one person.</summary>
    Join,

    /// <summary>A steward is asked.</summary>
    Review,

    /// <summary>They are two persons.</summary>
    None,

    /// <summary>A steward said that they are two, so that the score decides nothing.</summary>
    Separated,
}
