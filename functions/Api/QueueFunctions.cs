using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

public sealed class QueueFunctions(IQueueAdmin queues, IQuarantineStore quarantine)
{
    [Function("GetQueues")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/queues")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiJson.Ok(new QueuesView(await queues.DepthsAsync(cancellationToken), await quarantine.CountAsync(cancellationToken)));

    [Function("ReplayDeadLetters")]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/queues/{queue}/dead-letters/replay")] HttpRequest request,
        string queue,
        CancellationToken cancellationToken) =>
        await queues.ReplayDeadLettersAsync(queue, cancellationToken) is { } count
            ? ApiJson.Ok(new ReplayView(count, []))
            : Problems.QueueNotFound;
}

public sealed record QueuesView(IReadOnlyList<QueueDepth> Queues, int Quarantined);
