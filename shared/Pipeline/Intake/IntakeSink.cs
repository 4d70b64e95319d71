using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Intake;

/// <summary>Makes a reading durable: its changes on the queue, its rejected parts in quarantine. Returns only then.</summary>
public sealed class IntakeSink(IChangeQueue queue, IQuarantineStore quarantine, ChangeMeter meter, ILogger<IntakeSink> log)
{
    public async Task KeepAsync(string source, WebhookReading reading, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (reading.Rejected.Count > 0)
        {
            var items = reading.Rejected.Select(r => new QuarantineItem(Quarantined.IdOf(source, r.Raw.Span), source, r.Reason, receivedAt, r.Raw)).ToList();
            await quarantine.AddAsync(items, cancellationToken);
            meter.Ended(ChangeOutcome.Quarantined, items.Count);
            foreach (var item in items)
            {
                Log.Quarantined(log, source, item.Id, item.Reason);
            }
        }

        foreach (var name in reading.Ignored)
        {
            Log.Ignored(log, source, name);
        }

        meter.Ignored(reading.Ignored.Count);
        if (reading.Changes.Count > 0)
        {
            await queue.SendAsync(reading.Changes, MessageId(source, reading.Changes), cancellationToken);
            meter.Accepted(reading.Changes.Count);
        }
    }

    /// <summary>Follows from the changes' own ids, so that a vendor's retry of the same request is the same message.</summary>
    private static string MessageId(string source, IReadOnlyList<Change> changes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var change in changes)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(change.Id));
            hash.AppendData("\n"u8);
        }

        return $"{source}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}";
    }
}
