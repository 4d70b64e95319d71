using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

/// <summary>What waits in quarantine, and why. Content is shown without its values unless someone says what for.</summary>
public sealed class QuarantineFunctions(IQuarantineStore quarantine, IAccessAudit audit, QuarantineDesk desk, ApiCaller caller, TimeProvider time)
{
    private const int MaxListed = 1000;
    private const int Listed = 100;

    [Function("ListQuarantine")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/quarantine")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (QuarantineQuery.Filter(request) is not { } filter)
        {
            return Problems.InvalidFilter;
        }

        var limit = int.TryParse(request.Query["limit"], out var asked) ? Math.Clamp(asked, 1, MaxListed) : Listed;
        var page = await quarantine.ListAsync(filter, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
        var next = page.Count > limit ? ListingCursor.Of(page[limit - 1]).ToToken() : null;
        return ApiJson.Ok(new QuarantineView([.. page.Take(limit).Select(QuarantineItemView.Of)], next));
    }

    [Function("SummariseQuarantine")]
    public async Task<IResult> SummariseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/quarantine/summary")] HttpRequest request, CancellationToken cancellationToken) =>
        QuarantineQuery.Filter(request) is { } filter
            ? ApiJson.Ok(QuarantineSummaryView.Of(await QuarantineSummary.OfAsync(quarantine.ListAsync(filter, cancellationToken), cancellationToken), time.GetUtcNow()))
            : Problems.InvalidFilter;

    /// <summary>One item: its shape, or with <c>reveal=true</c> and a reason its content, which the audit then knows of.</summary>
    [Function("ShowQuarantine")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/quarantine/{item}")] HttpRequest request, string item, CancellationToken cancellationToken)
    {
        if (!(bool.TryParse(request.Query["reveal"], out var reveal) && reveal))
        {
            return await quarantine.FindAsync(item, cancellationToken) is { } found
                ? ApiJson.Ok(QuarantineContentView.OfShape(found))
                : Problems.QuarantineItemNotFound;
        }

        if (QuarantineQuery.Why(request) is not { } why)
        {
            return Problems.ReasonNeeded;
        }

        return await desk.RevealAsync(item, caller.NameOf(request), why, cancellationToken) is { } revealed
            ? ApiJson.Ok(QuarantineContentView.OfContent(revealed))
            : Problems.QuarantineItemNotFound;
    }

    /// <summary>Also of an item that has gone: its entries outlive it.</summary>
    [Function("ListQuarantineAccesses")]
    public async Task<IResult> AccessesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/quarantine/{item}/accesses")] HttpRequest request, string item, CancellationToken cancellationToken)
    {
        var accesses = await audit.ListAsync(new(AuditArea.Quarantine, item), cancellationToken).Take(MaxListed).Select(AccessView.Of).ToListAsync(cancellationToken);
        return accesses.Count > 0 || await quarantine.ExistsAsync(item, cancellationToken)
            ? ApiJson.Ok(new AccessesView(accesses))
            : Problems.QuarantineItemNotFound;
    }

    [Function("DiscardQuarantine")]
    public async Task<IResult> DiscardAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/quarantine/{item}")] HttpRequest request, string item, CancellationToken cancellationToken)
    {
        if (QuarantineQuery.Why(request) is not { } why)
        {
            return Problems.ReasonNeeded;
        }

        return await desk.DiscardAsync(item, caller.NameOf(request), why, cancellationToken) ? Results.NoContent() : Problems.QuarantineItemNotFound;
    }
}
