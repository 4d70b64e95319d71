using System.Diagnostics.Metrics;

namespace ServerlessCdi.Storage;

/// <summary>
/// Counts what the cloud would bill: table transactions, queue operations (one for each 64 KB of a call) and secret reads.
/// The same numbers go to the meter <see cref="MeterName"/>. Retries inside the Azure clients are not seen here.
/// </summary>
public sealed class StoreCounters : IDisposable
{
    public const string MeterName = "ServerlessCdi.Storage";

    private const int BillingUnit = 64 * 1024;

    private readonly Meter _meter;
    private readonly Counter<long> _tableReadCounter;
    private readonly Counter<long> _tableWriteCounter;
    private readonly Counter<long> _queueCounter;
    private readonly Counter<long> _secretCounter;
    private long _tableReads;
    private long _tableWrites;
    private long _queueOperations;
    private long _secretReads;

    public StoreCounters()
    {
        _meter = new Meter(MeterName);
        _tableReadCounter = _meter.CreateCounter<long>("cdi.store.table.reads", "{transaction}");
        _tableWriteCounter = _meter.CreateCounter<long>("cdi.store.table.writes", "{transaction}");
        _queueCounter = _meter.CreateCounter<long>("cdi.store.queue.operations", "{operation}");
        _secretCounter = _meter.CreateCounter<long>("cdi.store.secret.reads", "{request}");
    }

    /// <summary>What has been counted since the process began.</summary>
    public StoreTotals Totals => new(
        Interlocked.Read(ref _tableReads),
        Interlocked.Read(ref _tableWrites),
        Interlocked.Read(ref _queueOperations),
        Interlocked.Read(ref _secretReads));

    public void TableRead() => Count(ref _tableReads, _tableReadCounter, 1);

    public void TableWrite() => Count(ref _tableWrites, _tableWriteCounter, 1);

    /// <summary>A call to the broker. Receiving and settling are the trigger's, who may count them here too.</summary>
    /// <param name="bytes">Of all bodies in the call.</param>
    public void QueueCall(long bytes) => Count(ref _queueOperations, _queueCounter, Math.Max(1, (bytes + BillingUnit - 1) / BillingUnit));

    public void SecretRead() => Count(ref _secretReads, _secretCounter, 1);

    public void Dispose() => _meter.Dispose();

    private static void Count(ref long total, Counter<long> counter, long by)
    {
        Interlocked.Add(ref total, by);
        counter.Add(by);
    }
}

/// <param name="TableReads">Point reads and query pages.</param>
/// <param name="TableWrites">Single writes and entity group transactions, each counted once.</param>
public readonly record struct StoreTotals(long TableReads, long TableWrites, long QueueOperations, long SecretReads);
