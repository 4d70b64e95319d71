using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>Persons made one and taken apart by hand.</summary>
public sealed class StewardFunctions(Stewardship stewardship, ApiCaller caller)
{
    [Function("MergePersons")]
    public async Task<IResult> MergeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/identity/merge")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (wanted, refusal) = await ApiJson.ReadAsync<MergeRequest>(request, Problems.InvalidMerge, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (wanted is not { Left.Reference: { } left, Right.Reference: { } right })
        {
            return Problems.InvalidMerge;
        }

        if (string.IsNullOrWhiteSpace(wanted.Reason))
        {
            return Problems.ReasonNeeded;
        }

        var answer = await stewardship.MergeAsync(left, right, caller.NameOf(request), wanted.Reason.Trim(), cancellationToken);
        return answer.Outcome switch
        {
            MergeOutcome.Merged => ApiJson.Ok(new MergeView(answer.Person, "merged")),
            MergeOutcome.AlreadyOne => ApiJson.Ok(new MergeView(answer.Person, "already-one")),
            MergeOutcome.NotFound => Problems.ProfileNotFound,
            MergeOutcome.PastLimit => Problems.PastLimit,
        };
    }

    [Function("UnmergePerson")]
    public async Task<IResult> UnmergeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/profiles/{id}/unmerge")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!ProfileId.TryParse(id, out var person))
        {
            return Problems.InvalidId;
        }

        var (wanted, refusal) = await ApiJson.ReadAsync<UnmergeRequest>(request, Problems.InvalidUnmerge, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (wanted!.Order(caller.NameOf(request)) is not { } order)
        {
            return Problems.InvalidUnmerge;
        }

        if (string.IsNullOrWhiteSpace(order.Why))
        {
            return Problems.ReasonNeeded;
        }

        var result = await stewardship.UnmergeAsync(person, order, cancellationToken);
        if (result is null)
        {
            return Problems.ProfileNotFound;
        }

        return result.Outcome switch
        {
            UnmergeOutcome.NotFound => Problems.ProfileNotFound,
            UnmergeOutcome.Split => ApiJson.Ok(new UnmergeView(result.Persons)),
            UnmergeOutcome.StillTied => Problems.StillTied([.. result.StillTiedBy.Select(t => t.IdentifierType ?? $"link {t.LinkId}")]),
            UnmergeOutcome.NoSuchLink => Problems.LinkNotFound,
            UnmergeOutcome.NoSuchRecord => Problems.RecordNotFound,
            UnmergeOutcome.NothingLeft => Problems.NothingLeft,
        };
    }
}

/// <param name="Outcome"><c>merged</c> or <c>already-one</c>.</param>
public sealed record MergeView(ProfileId? Profile, string Outcome);

/// <param name="Profiles">Who the person is now.</param>
public sealed record UnmergeView(IReadOnlyList<ProfileId> Profiles);
