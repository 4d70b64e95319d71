using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Drift;

/// <summary>
/// Keeps what each source sent and how it differs from its contract. Drift of a kind and place that was never seen is
/// stored before its request is answered; what only adds to counts is stored in groups, for a table write a webhook
/// would cost more than it tells. A crash may cost the counts of the last seconds, never the fact.
/// </summary>
public sealed class SourceLedger(IDriftStore store, IntegrationConfig config, DriftMeter meter, TimeProvider time, ILogger<SourceLedger> log)
{
    /// <summary>Waiting findings that are stored whatever the time.</summary>
    private const int FlushAbove = 1000;

    private static readonly TimeSpan FlushAfter = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SourceBook> _books = new(StringComparer.Ordinal);
    private long _flushedAt = time.GetTimestamp();
    private int _flushing;

    /// <summary>Notes a genuine reading. Returns when drift that is new is stored.</summary>
    public async Task NoteAsync(string source, WebhookReading reading, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (reading.Drift.Count > 0)
        {
            await NoteDriftAsync(source, reading, receivedAt, cancellationToken);
        }

        bool isDue;
        lock (_gate)
        {
            var book = BookOf(source);
            book.Add(new(1, reading.Changes.Count, reading.Ignored.Count, reading.Rejected.Count, receivedAt));
            isDue = book.Waiting > FlushAbove || time.GetElapsedTime(_flushedAt) > FlushAfter;
        }

        if (isDue)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Stores what was counted. What the store does not take waits for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _flushing, 1) == 1)
        {
            return;
        }

        try
        {
            List<string> sources;
            lock (_gate)
            {
                _flushedAt = time.GetTimestamp();
                sources = [.. _books.Keys];
            }

            foreach (var source in sources)
            {
                await FlushAsync(source, cancellationToken);
            }
        }
        finally
        {
            Volatile.Write(ref _flushing, 0);
        }
    }

    /// <summary>Someone has seen it: it comes back only if it is found again.</summary>
    /// <returns>False where there is no such entry.</returns>
    public async Task<bool> AcknowledgeAsync(string source, string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            BookOf(source).Forget(id);
        }

        var known = await store.RemoveAsync(source, id, cancellationToken);
        if (known)
        {
            Log.Acknowledged(log, source, id);
        }

        return known;
    }

    private async Task NoteDriftAsync(string source, WebhookReading reading, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var version = config.Source(source)?.Contract?.Version ?? 0;
        foreach (var finding in reading.Drift)
        {
            meter.Found(source, finding.Kind, finding.Count);
        }

        await LearnAsync(source, cancellationToken);
        List<DriftEntry> fresh;
        lock (_gate)
        {
            fresh = BookOf(source).Count(reading.Drift.Select(f => DriftKey.Entry(f, version, receivedAt)));
        }

        if (fresh.Count == 0)
        {
            return;
        }

        var joined = fresh.GroupBy(e => e.Id).Select(g => g.Aggregate(DriftKey.Join)).ToList();
        await store.AddAsync(source, joined, cancellationToken);
        lock (_gate)
        {
            BookOf(source).Known!.UnionWith(joined.Select(e => e.Id));
        }

        foreach (var entry in joined)
        {
            Log.NewDrift(log, source, entry.Kind, entry.Id);
        }
    }

    /// <summary>Asks the store once which drift of the source it has.</summary>
    private async Task LearnAsync(string source, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (BookOf(source).Known is not null)
            {
                return;
            }
        }

        var stored = await store.ListAsync(source, cancellationToken);
        lock (_gate)
        {
            BookOf(source).Known ??= stored.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        }
    }

    private async Task FlushAsync(string source, CancellationToken cancellationToken)
    {
        (SourceActivity Activity, IReadOnlyCollection<DriftEntry> Drift)? taken;
        lock (_gate)
        {
            taken = BookOf(source).Take();
        }

        if (taken is not { } waiting)
        {
            return;
        }

        var (activity, drift) = waiting;
        try
        {
            await store.AddAsync(source, drift, cancellationToken);
            drift = [];
            await store.AddAsync(source, activity, cancellationToken);
        }
#pragma warning disable CA1031 // Counts that cannot be stored must not fail a webhook that is safe already.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                BookOf(source).Return(activity, drift);
            }

            Log.CountsWait(log, fault, source);
        }
    }

    private SourceBook BookOf(string source)
    {
        if (!_books.TryGetValue(source, out var book))
        {
            _books[source] = book = new();
        }

        return book;
    }
}
