using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Operate;

/// <summary>Sends what waits in quarantine again, after someone mended the mapping or the policy. Changes keep their ids, so nothing doubles.</summary>
public sealed class QuarantineReplay(IQuarantineStore quarantine, IChangeQueue queue, IntegrationConfig config, TimeProvider time)
{
    /// <returns>Why the item still waits, or null when it went.</returns>
    public async Task<string?> ReplayAsync(QuarantineItem item, CancellationToken cancellationToken)
    {
        if (config.Source(item.Source) is not { } source)
        {
            return "Its source is no longer configured.";
        }

        var changes = item.Change is { } whole ? [whole] : Read(source, item, out _);
        if (changes.Count == 0)
        {
            Read(source, item, out var reason);
            return reason ?? "It holds no change.";
        }

        // The broker would drop the id of an earlier replay as a repetition; the changes' own ids are what keeps them single.
        var messageId = $"replay-{time.GetUtcNow().UtcTicks}-{item.Id}";
        await queue.SendAsync(changes, messageId.Length <= 100 ? messageId : messageId[..100], cancellationToken);
        await quarantine.RemoveAsync(item.Id, cancellationToken);
        return null;
    }

    private static IReadOnlyList<Change> Read(ConfiguredSource source, QuarantineItem item, out string? reason)
    {
        var reading = source.Webhook.Read(new WebhookRequest
        {
            Method = "POST",
            Url = source.Settings.PublicUrl ?? new Uri("https://replay.invalid/v1/replay"),
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
            Body = item.Payload,
            ReceivedAt = item.ReceivedAt,
        });
        reason = reading.Rejected is [var first, ..] ? first.Reason : null;
        return reading.Rejected.Count == 0 ? reading.Changes : [];
    }
}
