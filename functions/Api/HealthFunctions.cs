using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Storage;

namespace ServerlessCdi.Functions.Api;

public sealed class HealthFunctions(IQueueAdmin queues, ChangeMeter changes, DeliveryMeter deliveries, IdentityTotalsReader identity, StoreCounters operations)
{
    /// <summary>Whether the app can reach what it stands on. Says no more, for anyone may ask.</summary>
    [Function("Health")]
    public async Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancellationToken)
    {
        await queues.DepthsAsync(cancellationToken);
        return ApiJson.Ok(new HealthView("healthy"));
    }

    /// <summary>What this process counted since it started.</summary>
    [Function("Stats")]
    public IResult Stats([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stats")] HttpRequest request) => ApiJson.Ok(new StatsView(
        changes.TotalAccepted,
        changes.TotalIgnored,
        Enum.GetValues<ChangeOutcome>().Sum(changes.Total),
        Enum.GetValues<ChangeOutcome>().ToDictionary(o => o.ToString(), changes.Total),
        Enum.GetValues<DeliveryOutcome>().ToDictionary(o => o.ToString(), deliveries.Total),
        identity.Read(),
        operations.Totals));
}

public sealed record HealthView(string Status);

/// <param name="Ended">Changes that have an outcome: the sum of <paramref name="Changes"/>.</param>
/// <param name="Identity">What identifiers did not do, and what the matching did.</param>
/// <param name="Operations">Calls to tables, queues and secrets, by kind.</param>
public sealed record StatsView(
    long Accepted,
    long Ignored,
    long Ended,
    IReadOnlyDictionary<string, long> Changes,
    IReadOnlyDictionary<string, long> Deliveries,
    IdentityTotals Identity,
    StoreTotals Operations);

/// <param name="NotTied">Ties that identifiers asked for and that were not made, by reason. Limit is one to look after.</param>
/// <param name="Shared">Identifiers that came to be claimed by too many people.</param>
public sealed record IdentityTotals(IReadOnlyDictionary<string, long> NotTied, long Shared, MatchTotals Matching);

/// <param name="Decisions">How the matching of records ended. Limit is one to look after.</param>
/// <param name="LookUps">Candidate keys looked up.</param>
/// <param name="Loaded">Candidate persons loaded.</param>
/// <param name="Capped">Keys that more persons share than are looked at.</param>
public sealed record MatchTotals(IReadOnlyDictionary<string, long> Decisions, long LookUps, long Loaded, long Capped);

/// <summary>The counts of both meters of who is who.</summary>
public sealed class IdentityTotalsReader(IdentityMeter identity, MatchMeter matching)
{
    public IdentityTotals Read() => new(
        Enum.GetValues<NotTied>().ToDictionary(n => n.ToString(), identity.Total),
        identity.TotalShared,
        new(Enum.GetValues<MatchEnd>().ToDictionary(e => e.ToString(), matching.Total), matching.LookUps, matching.Loads, matching.Capped));
}
