using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>What speaks for and against two records being one person.</summary>
public sealed class ExplainFunctions(PairExplainer explainer)
{
    private const int Digits = 3;

    [Function("ExplainPair")]
    public async Task<IResult> ExplainAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/identity/explain")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (wanted, refusal) = await ApiJson.ReadAsync<ExplainRequest>(request, Problems.InvalidExplain, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (wanted is not { Left.Record: { } left, Right.Record: { } right } || left == right)
        {
            return Problems.InvalidExplain;
        }

        if (!explainer.IsOn)
        {
            return Problems.MatchingOff;
        }

        return await explainer.ExplainAsync(left, right, cancellationToken) is { } found ? ApiJson.Ok(ViewOf(found)) : Problems.RecordNotFound;
    }

    private static ExplanationView ViewOf(PairExplanation found) => new(
        ScoreView.Of(found.Score),
        found.Decision switch
        {
            PairDecision.Join => "join",
            PairDecision.Review => "review",
            PairDecision.None => "none",
            PairDecision.Separated => "separated",
        },
        new(Math.Round(found.Thresholds.Auto, Digits), Math.Round(found.Thresholds.Bridge, Digits), Math.Round(found.Thresholds.Review, Digits)),
        found.AreOne);
}

/// <param name="Decision"><c>join</c>, <c>review</c> or <c>none</c>; <c>separated</c> where a steward said that they are two.</param>
/// <param name="SamePerson">They are one person already, whatever the score says.</param>
public sealed record ExplanationView(ScoreView Score, string Decision, ThresholdsView Thresholds, bool SamePerson);

/// <param name="Auto">From so many bits a record joins a person.</param>
/// <param name="Bridge">From so many two persons who both have other records become one.</param>
/// <param name="Review">From so many a steward is asked.</param>
public sealed record ThresholdsView(double Auto, double Bridge, double Review);
