using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

/// <summary>Sending again what waits in quarantine, in batches that one request can bear.</summary>
public sealed class QuarantineReplayFunctions(IQuarantineStore quarantine, QuarantineReplay replay)
{
    private const int MaxBatch = 1000;
    private const int Batch = 200;

    [Function("ReplayQuarantineItem")]
    public async Task<IResult> ReplayItemAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/quarantine/{item}/replay")] HttpRequest request, string item, CancellationToken cancellationToken) =>
        await quarantine.ExistsAsync(item, cancellationToken)
            ? ApiJson.Ok(ReplayView.Of(await replay.ReplayAsync([item], cancellationToken)))
            : Problems.QuarantineItemNotFound;

    [Function("ReplayQuarantine")]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/quarantine/replay")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (wanted, refusal) = await ApiJson.ReadAsync<ReplayRequest>(request, Problems.InvalidReplay, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (wanted!.Ids is { } ids)
        {
            return wanted.All || wanted.Narrows || ids.Count > MaxBatch ? Problems.InvalidReplay : ApiJson.Ok(ReplayView.Of(await replay.ReplayAsync(ids, cancellationToken)));
        }

        // Everything is replayed only by who says so, and not by who forgot to say what.
        ListingCursor? after = null;
        if (wanted.All == wanted.Narrows || (wanted.Continuation is { } token && !ListingCursor.TryParse(token, out after)))
        {
            return Problems.InvalidReplay;
        }

        return ApiJson.Ok(ReplayView.Of(await replay.ReplayAsync(wanted.Filter(after), Math.Clamp(wanted.Limit ?? Batch, 1, MaxBatch), cancellationToken)));
    }
}
