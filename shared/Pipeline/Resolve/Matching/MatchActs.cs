using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>Carries out what was decided of a record. Each act can be repeated: a link and a review follow from the two records.</summary>
public sealed class MatchActs(PersonDesk desk, CandidateSearch search, TermLedger terms, ReviewOpener reviews, MatchMeter meter)
{
    private const string By = "matching";

    /// <summary>Most stewards' questions that one record raises: the others would be asked when these are answered.</summary>
    private const int MostReviews = 3;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>An identifier leads from the record to another person, whom it contradicts.</summary>
    internal async Task AskAboutAsync(StoredProfile person, Prepared record, PreparedPerson other, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        if (other.Profile.Id == person.Profile.Id || other.Records.Count == 0)
        {
            return;
        }

        var counts = await terms.ReadAsync(policy.Model.Terms(record.Features), cancellationToken);
        var scores = other.Records.Select(r => policy.Model.Score(record.Features, r.Features, counts)).ToList();
        var best = Enumerable.Range(0, scores.Count).MaxBy(i => scores[i].Bits);
        await AskAsync(ReviewKind.Contradiction, person.Profile.Id, record.Key, new(0, best, scores[best], MatchReason.Contradiction), other, cancellationToken);
        meter.Ended(MatchEnd.Review);
    }

    /// <returns>Who the record's person is afterwards.</returns>
    internal async Task<StoredProfile> DoAsync(
        StoredProfile person, RecordKey record, MatchDecision decision, IReadOnlyList<PreparedPerson> asked, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        meter.Compared(decision.Comparisons);
        foreach (var match in decision.Joins)
        {
            person = await TieAsync(person, record, match, asked[match.Person], policy, cancellationToken);
        }

        foreach (var match in decision.Reviews.Take(MostReviews))
        {
            await AskAsync(KindOf(match.Reason), person.Profile.Id, record, match, asked[match.Person], cancellationToken);
            meter.Ended(MatchEnd.Review);
        }

        if (decision.Joins.Count + decision.Reviews.Count == 0)
        {
            meter.Ended(MatchEnd.Alone);
        }

        return person;
    }

    private async Task<StoredProfile> TieAsync(
        StoredProfile person, RecordKey record, PersonMatch match, PreparedPerson other, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        var since = reviews.Now - Hour;
        if (person.Profile.MergesSince(since) + other.Profile.MergesSince(since) >= policy.MergesAnHour)
        {
            await AskAsync(ReviewKind.Limit, person.Profile.Id, record, match, other, cancellationToken);
            meter.Runaway(person.Profile.Id, other.Profile.Id, policy.MergesAnHour);
            return person;
        }

        var link = IdentityLink.Between(record, other.Records[match.Record].Key, IdentityLinkKind.Match, reviews.Now, By, match.Score);
        var tied = await desk.TieAsync(link, liftSeparations: false, cancellationToken);
        switch (tied.Outcome)
        {
            case TieOutcome.Tied or TieOutcome.AlreadyOne:
                meter.Ended(MatchEnd.Tied);
                return await search.FollowAsync(tied.Person ?? person.Profile.Id, cancellationToken);
            case TieOutcome.PastLimit:
                await AskAsync(ReviewKind.Limit, person.Profile.Id, record, match, other, cancellationToken);
                meter.PastLimit(person.Profile.Id, other.Profile.Id);
                return person;
            default:
                // Separated meanwhile, or gone: there is nothing to tie.
                return person;
        }
    }

    private Task AskAsync(
        ReviewKind kind, ProfileId person, RecordKey record, PersonMatch match, PreparedPerson other, CancellationToken cancellationToken) =>
        reviews.OpenAsync(new("", kind, person, record, other.Profile.Id, other.Records[match.Record].Key, match.Score, reviews.Now), cancellationToken);

    private static ReviewKind KindOf(MatchReason reason) => reason switch
    {
        MatchReason.Bridge => ReviewKind.Bridge,
        MatchReason.Contradiction => ReviewKind.Contradiction,
        _ => ReviewKind.Pair,
    };
}
