using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Core;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

/// <summary>What waits in quarantine, why, and sending it again.</summary>
public sealed class QuarantineFunctions(IQuarantineStore quarantine, QuarantineReplay replay)
{
    private const int MaxListed = 1000;

    [Function("ListQuarantine")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/quarantine")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiJson.Ok(new QuarantineView(await quarantine.ListAsync(cancellationToken).Take(MaxListed).Select(i => QuarantineItemView.Of(i, null)).ToListAsync(cancellationToken)));

    /// <summary>One item; its content, which holds personal data, only with the admin key.</summary>
    [Function("ShowQuarantine")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "api/quarantine/{item}")] HttpRequest request, string item, CancellationToken cancellationToken) =>
        await quarantine.FindAsync(item, cancellationToken) is { } found
            ? ApiJson.Ok(QuarantineItemView.Of(found, ContentOf(found)))
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

        var ids = wanted!.All ? await quarantine.ListAsync(cancellationToken).Select(i => i.Id).ToListAsync(cancellationToken) : wanted.Ids ?? [];
        var replayed = 0;
        var waiting = new List<WaitingView>();
        foreach (var id in ids)
        {
            var reason = await quarantine.FindAsync(id, cancellationToken) is { } item
                ? await replay.ReplayAsync(item, cancellationToken)
                : "There is no such item.";
            if (reason is null)
            {
                replayed++;
            }
            else
            {
                waiting.Add(new(id, reason));
            }
        }

        return ApiJson.Ok(new ReplayView(replayed, waiting));
    }

    private static string ContentOf(QuarantineItem item) => item.Change is { } change
        ? JsonSerializer.Serialize(change, CoreJson.Relaxed.Change)
        : Encoding.UTF8.GetString(item.Payload.Span);
}

/// <param name="All">Everything that waits; otherwise <paramref name="Ids"/>.</param>
public sealed record ReplayRequest(IReadOnlyList<string>? Ids, bool All);

public sealed record ReplayView(int Replayed, IReadOnlyList<WaitingView> Waiting);

public sealed record WaitingView(string Id, string Reason);

public sealed record QuarantineView(IReadOnlyList<QuarantineItemView> Items);

public sealed record QuarantineItemView(string Id, string Source, string Reason, DateTimeOffset ReceivedAt, string? Content)
{
    internal static QuarantineItemView Of(QuarantineItem item, string? content) => new(item.Id, item.Source, item.Reason, item.ReceivedAt, content);
}
