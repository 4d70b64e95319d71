using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Intake;

namespace ServerlessCdi.Functions.Ingest;

/// <summary>The tracking API that Segment's and RudderStack's libraries speak; the write key says which source calls.</summary>
public sealed class TrackingFunctions(WebhookIntake intake, TimeProvider time)
{
    [Function("Track")]
    public async Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/{type}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var received = await WebhookRequests.ReadAsync(request, intake.MaxTrackingBytes, time.GetUtcNow(), cancellationToken);
        return WebhookRequests.ToResult(await intake.TrackAsync(received, cancellationToken));
    }
}
