using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Intake;

/// <summary>Makes a reading durable: its changes on the queue, its rejected parts in quarantine, its drift noted. Returns only then.</summary>
public sealed class IntakeSink(IChangeQueue queue, IQuarantineStore quarantine, SourceLedger sources, ChangeMeter meter, ILogger<IntakeSink> log)
{
    /// <param name="request">What was read.</param>
    /// <param name="replayHeaders">The headers that the reader looks at, kept with what it rejected.</param>
    public async Task KeepAsync(
        string source, WebhookRequest request, IReadOnlyList<string> replayHeaders, WebhookReading reading, CancellationToken cancellationToken)
    {
        await QuarantineAsync([.. reading.Rejected.Select(part => Quarantined.Of(source, request, replayHeaders, part))], cancellationToken);
        foreach (var name in reading.Ignored)
        {
            Log.Ignored(log, source, name);
        }

        meter.Ignored(reading.Ignored.Count);
        if (reading.Changes.Count > 0)
        {
            await SendAsync(source, reading.Changes, cancellationToken);
        }

        // Last, so that a vendor's retry of what could not be sent is not counted twice.
        await sources.NoteAsync(source, reading, request.ReceivedAt, cancellationToken);
    }

    private async Task SendAsync(string source, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendAsync(changes, MessageId(source, changes), cancellationToken);
            meter.Accepted(changes.Count);
        }
        catch (TooLargeException e) when (e.Indexes.Count > 0)
        {
            var large = e.Indexes.ToHashSet();
            await QuarantineAsync(
                [.. large.Select(i => Quarantined.Of(changes[i], QuarantineCodes.TooLarge, "The change is larger than a queue message may be."))], cancellationToken);
            var fitting = changes.Where((_, i) => !large.Contains(i)).ToList();
            if (fitting.Count > 0)
            {
                await SendAsync(source, fitting, cancellationToken);
            }
        }
    }

    private async Task QuarantineAsync(List<QuarantineItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        await quarantine.AddAsync(items, cancellationToken);
        meter.Ended(ChangeOutcome.Quarantined, items.Count);
        foreach (var item in items)
        {
            Log.Quarantined(log, item.Source, item.Id, item.Reason);
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
