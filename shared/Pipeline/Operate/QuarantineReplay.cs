using System.Collections.ObjectModel;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Operate;

/// <summary>Sends what waits in quarantine again, after someone mended the mapping or the policy. Changes keep their ids, so nothing doubles.</summary>
public sealed class QuarantineReplay(IQuarantineStore quarantine, IChangeQueue queue, IntegrationConfig config, TimeProvider time, ILogger<QuarantineReplay> log)
{
    /// <summary>Items in work at once.</summary>
    private const int AtOnce = 16;

    private static readonly Uri NoHost = new("https://replay.invalid");

    /// <summary>Replays the newest items that the filter lets through, whatever becomes of each.</summary>
    /// <param name="limit">Most items that are tried.</param>
    public async Task<ReplayedItems> ReplayAsync(QuarantineFilter filter, int limit, CancellationToken cancellationToken)
    {
        var page = await quarantine.ListAsync(filter, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
        var tried = page.Take(limit).ToList();
        var replayed = await ReplayAsync([.. tried.Select(i => i.Id)], cancellationToken);
        return replayed with { Next = page.Count > limit ? ListingCursor.Of(tried[^1]) : null };
    }

    public async Task<ReplayedItems> ReplayAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var waiting = new List<WaitingItem>();
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var reasons = await Task.WhenAll(chunk.Select(id => TryAsync(id, cancellationToken)));
            waiting.AddRange(chunk.Zip(reasons).Where(p => p.Second is not null).Select(p => new WaitingItem(p.First, p.Second!))); // just filtered
        }

        var replayed = ids.Distinct(StringComparer.Ordinal).Count() - waiting.Count;
        Log.Replayed(log, replayed, waiting.Count);
        return new(replayed, waiting);
    }

    private async Task<string?> TryAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await quarantine.FindAsync(id, cancellationToken) is { } item
                ? await ReplayAsync(item, cancellationToken)
                : "There is no such item.";
        }
#pragma warning disable CA1031 // One item's fault must not keep the others from going.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotReplayed(log, id, fault.GetType().Name);
            return $"It could not be replayed ({fault.GetType().Name}).";
        }
    }

    /// <returns>Why the item still waits, or null when it went.</returns>
    public async Task<string?> ReplayAsync(QuarantineItem item, CancellationToken cancellationToken)
    {
        if (config.Source(item.Source) is not { } source)
        {
            return "Its source is no longer configured.";
        }

        var reading = item.Change is { } whole ? new WebhookReading { Changes = [whole] } : Read(source, item);
        if (WhyNot(reading) is { } reason)
        {
            return reason;
        }

        // The broker would drop the id of an earlier replay as a repetition; the changes' own ids are what keeps them single.
        var messageId = $"replay-{time.GetUtcNow().UtcTicks}-{item.Id}";
        try
        {
            // What the mapping now ignores has nothing to send, and waits no longer.
            if (reading.Changes.Count > 0)
            {
                await queue.SendAsync(reading.Changes, messageId.Length <= 100 ? messageId : messageId[..100], cancellationToken);
            }
        }
        catch (TooLargeException)
        {
            return "The change is larger than a queue message may be.";
        }

        await quarantine.RemoveAsync(item.Id, cancellationToken);
        return null;
    }

    private static WebhookReading Read(ConfiguredSource source, QuarantineItem item) => item.Context?.Row is { } kind && source.Webhook is IRowSource rows
        ? rows.ReadRow(RequestOf(source, item), kind.Length == 0 ? null : kind)
        : source.Webhook.Read(RequestOf(source, item));

    /// <summary>Why a reading cannot go: its faults as its reader words them, or null.</summary>
    private static string? WhyNot(WebhookReading reading) => reading switch
    {
        { Refusal: { } refusal } => refusal.Detail ?? "Its source refuses it.",
        { Rejected: [var first, ..] } => first.Reason,
        { Changes.Count: 0, Ignored.Count: 0 } => "It holds no change.",
        _ => null,
    };

    /// <summary>The request that the payload would come in, were it sent alone.</summary>
    private static WebhookRequest RequestOf(ConfiguredSource source, QuarantineItem item) => new()
    {
        Method = "POST",
        Url = item.Context is { } context ? new Uri($"{(source.Settings.PublicUrl ?? NoHost).GetLeftPart(UriPartial.Authority)}{context.Path}") : source.Settings.PublicUrl ?? NoHost,
        Headers = new Dictionary<string, string>(item.Context?.Headers ?? ReadOnlyDictionary<string, string>.Empty, StringComparer.OrdinalIgnoreCase),
        Body = item.Payload,
        ReceivedAt = item.ReceivedAt,
        Index = item.Context?.Index,
    };
}

/// <param name="Next">Where to go on, when there is more; null at the end.</param>
public sealed record ReplayedItems(int Replayed, IReadOnlyList<WaitingItem> Waiting, ListingCursor? Next = null);

/// <summary>An item that stayed.</summary>
public sealed record WaitingItem(string Id, string Reason);
