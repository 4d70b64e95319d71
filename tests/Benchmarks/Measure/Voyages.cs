using System.Collections.Concurrent;
using ServerlessCdi.Benchmarks.Load;

namespace ServerlessCdi.Benchmarks.Measure;

/// <summary>Changes under way to the destination. What arrives for a person stands for every earlier change to that person.</summary>
internal sealed class Voyages(ContactChanges changes)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly ConcurrentDictionary<string, Queue<(int Number, long Sent)>> _underWay = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<double> _milliseconds = [];
    private int _waiting;

    /// <summary>Changes that no arrival has covered yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public Percentiles Times => Percentiles.Of(_milliseconds);

    public void Depart(PreparedRequest request, long sent)
    {
        Interlocked.Add(ref _waiting, request.Customers.Length);
        for (var i = 0; i < request.Customers.Length; i++)
        {
            var queue = _underWay.GetOrAdd(changes.EmailOf(request.Customers[i]), _ => new());
            lock (queue)
            {
                queue.Enqueue((request.First + i, sent));
            }
        }
    }

    public void Arrive(string email, int number)
    {
        if (!_underWay.TryGetValue(email, out var queue))
        {
            return;
        }

        lock (queue)
        {
            while (queue.TryPeek(out var oldest) && oldest.Number <= number)
            {
                queue.Dequeue();
                _milliseconds.Add(Clock.GetElapsedTime(oldest.Sent).TotalMilliseconds);
                Interlocked.Decrement(ref _waiting);
            }
        }
    }
}
