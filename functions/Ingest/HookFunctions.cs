using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Intake;

namespace ServerlessCdi.Functions.Ingest;

/// <summary>The URL that a vendor is given: one a source, public, and shown to be genuine by the vendor's own signature.</summary>
public sealed class HookFunctions(WebhookIntake intake, TimeProvider time)
{
    [Function("Hook")]
    public async Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", "post", Route = "hooks/{source}")] HttpRequest request,
        string source,
        CancellationToken cancellationToken)
    {
        var received = await WebhookRequests.ReadAsync(request, intake.MaxBodyBytes(source) ?? 0, time.GetUtcNow(), cancellationToken);
        return WebhookRequests.ToResult(await intake.ReceiveAsync(source, received, cancellationToken));
    }
}
