using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ServerlessCdi.Core;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

/// <param name="Continuation">Goes on behind this page; absent at the end.</param>
public sealed record QuarantineView(IReadOnlyList<QuarantineItemView> Items, string? Continuation);

public sealed record QuarantineItemView(string Id, string Source, string Code, string Reason, DateTimeOffset ReceivedAt)
{
    internal static QuarantineItemView Of(QuarantineItem item) => new(item.Id, item.Source, item.Code, item.Reason, item.ReceivedAt);
}

/// <param name="Path">The path that a replay reads it under.</param>
/// <param name="Headers">The headers that a replay reads it with.</param>
/// <param name="Redacted">True where values are replaced by their type and length.</param>
/// <param name="Content">The shape, or the text; base64 where the bytes are no text.</param>
/// <param name="ContentEncoding"><c>base64</c>, or absent for text.</param>
public sealed record QuarantineContentView(
    string Id,
    string Source,
    string Code,
    string Reason,
    DateTimeOffset ReceivedAt,
    string? Path,
    IReadOnlyDictionary<string, string>? Headers,
    bool Redacted,
    string Content,
    string? ContentEncoding)
{
    internal static QuarantineContentView OfShape(QuarantineItem item) => Of(
        item,
        item.Context?.Headers.ToDictionary(h => h.Key, h => Pipeline.Operate.Redacted.Text(h.Value)),
        redacted: true,
        Pipeline.Operate.Redacted.Content(item),
        null);

    internal static QuarantineContentView OfContent(QuarantineItem item)
    {
        if (item.Change is { } change)
        {
            return Of(item, null, redacted: false, JsonSerializer.Serialize(change, CoreJson.Relaxed.Change), null);
        }

        return Utf8.IsValid(item.Payload.Span)
            ? Of(item, item.Context?.Headers, redacted: false, Encoding.UTF8.GetString(item.Payload.Span), null)
            : Of(item, item.Context?.Headers, redacted: false, Convert.ToBase64String(item.Payload.Span), "base64");
    }

    private static QuarantineContentView Of(QuarantineItem item, IReadOnlyDictionary<string, string>? headers, bool redacted, string content, string? encoding) =>
        new(item.Id, item.Source, item.Code, item.Reason, item.ReceivedAt, item.Context?.Path, headers is { Count: > 0 } ? headers : null, redacted, content, encoding);
}

/// <param name="OldestAgeSeconds">Age of what waits longest; absent where nothing waits.</param>
public sealed record QuarantineSummaryView(int Total, DateTimeOffset? OldestReceivedAt, long? OldestAgeSeconds, IReadOnlyList<QuarantineGroup> Groups)
{
    internal static QuarantineSummaryView Of(QuarantineSummary summary, DateTimeOffset now) =>
        new(summary.Total, summary.Oldest, summary.Oldest is { } oldest ? Math.Max(0, (long)(now - oldest).TotalSeconds) : null, summary.Groups);
}

/// <summary>What to replay: some ids, what a filter lets through, or everything. A misspelt member is refused, for it would replay too much.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplayRequest(
    IReadOnlyList<string>? Ids,
    bool All,
    string? Source,
    string? Code,
    string? Reason,
    DateTimeOffset? From,
    DateTimeOffset? To,
    int? Limit,
    string? Continuation)
{
    /// <summary>Does it say what, short of everything?</summary>
    internal bool Narrows => Source is { Length: > 0 } || Code is { Length: > 0 } || Reason is { Length: > 0 } || From is not null || To is not null;

    internal QuarantineFilter Filter(ListingCursor? after) => new() { Source = Blank(Source), Code = Blank(Code), Reason = Blank(Reason), From = From, To = To, After = after };

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <param name="Reasons">What still waits, counted by reason.</param>
/// <param name="Continuation">Send it with the same filter to go on; absent when everything was tried.</param>
public sealed record ReplayView(
    int Replayed, IReadOnlyList<WaitingItem> Waiting, IReadOnlyList<QuarantineReasonCount> Reasons, string? Continuation = null)
{
    internal static ReplayView Of(ReplayedItems items) => new(
        items.Replayed,
        items.Waiting,
        [.. items.Waiting.CountBy(w => w.Reason).OrderByDescending(r => r.Value).Select(r => new QuarantineReasonCount(r.Key, r.Value))],
        items.Next?.ToToken());
}
