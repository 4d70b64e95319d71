using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

public sealed class DestinationFunctions(IntegrationConfig config, IWorkStore work, DeliverySweep sweep)
{
    [Function("ListDestinations")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/destinations")] HttpRequest request, CancellationToken cancellationToken)
    {
        var views = new List<DestinationView>();
        foreach (var destination in config.Destinations)
        {
            for (var shard = 0; shard < destination.Settings.Shards; shard++)
            {
                var state = await work.LoadStateAsync(new(destination.Settings.Key, shard), cancellationToken);
                DateTimeOffset? blocked = state.BlockedUntil == default ? null : state.BlockedUntil;
                views.Add(new(destination.Settings.Key, shard, state.Failures, blocked, state.PausedBecause));
            }
        }

        return ApiJson.Ok(new DestinationsView(views));
    }

    /// <summary>Lets a destination work again that was paused or is backing off.</summary>
    [Function("ResumeDestination")]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/destinations/{destination}/resume")] HttpRequest request,
        string destination,
        CancellationToken cancellationToken)
    {
        if (config.Destination(destination) is not { } found)
        {
            return Problems.DestinationNotFound;
        }

        await sweep.ResumeAsync(found, cancellationToken);
        return Results.NoContent();
    }
}

/// <param name="BlockedUntil">No call before this moment; far in the future while paused.</param>
public sealed record DestinationView(string Destination, int Shard, int Failures, DateTimeOffset? BlockedUntil, string? PausedBecause);

public sealed record DestinationsView(IReadOnlyList<DestinationView> Destinations);
