using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// Duplicate detection. The message ids of the window are kept in memory as 128-bit hashes; the table is a log that is
/// only appended to and trimmed at its start, because an index on random ids would dirty one page a message.
/// </summary>
internal sealed class SeenTable
{
    private const int TrimAtLeast = 1_000;
    private const int TrimAtMost = 5_000;

    private readonly Dictionary<long, Window> _windows = [];
    private readonly Statement _append;
    private readonly Statement _tail;
    private readonly Statement _trim;
    private long _last;
    private long _trimmedTo;

    public SeenTable(Database database)
    {
        _append = database.Prepare("INSERT INTO seen(n, queue, at, key) VALUES(?1, ?2, ?3, ?4)");
        _tail = database.Prepare("SELECT n, queue, at, key FROM seen WHERE n > ?1 ORDER BY n");
        _trim = database.Prepare("DELETE FROM seen WHERE n < ?1");
    }

    /// <summary>Remembers the id; false if it was already there and its window has not passed.</summary>
    public bool TryAdd(BrokerQueue queue, string messageId, long now)
    {
        var window = WindowOf(queue.Id);
        window.Forget(queue.Definition.DuplicateDetectionHistoryTimeWindow, now);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(messageId), hash);
        var key = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (!window.Keys.Add(key))
        {
            return false;
        }

        _last++;
        window.Order.Enqueue((key, now, _last));
        _append.Bind(1, _last).Bind(2, queue.Id).Bind(3, now).Bind(4, hash[..16]).Run();
        return true;
    }

    /// <summary>Reads what other processes appended.</summary>
    public void CatchUp()
    {
        _tail.Bind(1, _last);
        while (_tail.Step())
        {
            _last = _tail.Int64(0);
            _trimmedTo = _trimmedTo == 0 ? _last : _trimmedTo;
            var key = BinaryPrimitives.ReadUInt128LittleEndian(_tail.Blob(3));
            var window = WindowOf(_tail.Int64(1));
            window.Keys.Add(key);
            window.Order.Enqueue((key, _tail.Int64(2), _last));
        }
    }

    /// <summary>Forgets the ids whose window has passed, a bounded number of rows a group.</summary>
    public void Trim(QueueTable queues, long now)
    {
        var oldest = _last + 1;
        foreach (var (queueId, window) in _windows)
        {
            var history = queues.Find(queueId)?.Definition.DuplicateDetectionHistoryTimeWindow ?? TimeSpan.Zero;
            window.Forget(history, now);
            oldest = window.Order.TryPeek(out var first) ? Math.Min(oldest, first.N) : oldest;
        }

        // The last row stays, so that the numbering goes on from it after a restart.
        var upTo = Math.Min(Math.Min(oldest, _last), _trimmedTo + TrimAtMost);
        if (upTo - _trimmedTo >= TrimAtLeast)
        {
            _trim.Bind(1, upTo).Run();
            _trimmedTo = upTo;
        }
    }

    /// <summary>Starts again from the table: what the failed group remembered was never written.</summary>
    public void RolledBack()
    {
        _windows.Clear();
        (_last, _trimmedTo) = (0, 0);
    }

    private Window WindowOf(long queueId)
    {
        if (!_windows.TryGetValue(queueId, out var window))
        {
            _windows[queueId] = window = new Window();
        }

        return window;
    }

    private sealed class Window
    {
        public HashSet<UInt128> Keys { get; } = [];

        public Queue<(UInt128 Key, long At, long N)> Order { get; } = new();

        public void Forget(TimeSpan history, long now)
        {
            while (Order.TryPeek(out var head) && head.At + (long)history.TotalMilliseconds <= now)
            {
                Order.Dequeue();
                Keys.Remove(head.Key);
            }
        }
    }
}
