namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>
/// Lets instances make their calls one at a time, in an order that a seed decides: once each instance that has not ended
/// wants to make a call, one of them may.
/// </summary>
internal sealed class Turns(int seed, int players)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly List<TaskCompletionSource>[] _waiting = [.. Enumerable.Range(0, players).Select(_ => new List<TaskCompletionSource>())];
    private readonly bool[] _ended = new bool[players];

    /// <summary>The turn of one of the instances.</summary>
    public Func<int, Task> Of(int player) => _ =>
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting[player].Add(turn);
            Next();
        }

        return turn.Task;
    };

    /// <summary>The work of one instance; when it is over, the others no longer wait for it.</summary>
    public async Task PlayAsync(int player, Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            lock (_gate)
            {
                _ended[player] = true;
                Next();
            }
        }
    }

    private void Next()
    {
        var open = Enumerable.Range(0, players).Where(p => !_ended[p]).ToList();
        if (open.Exists(p => _waiting[p].Count == 0))
        {
            return;
        }

        var ready = Enumerable.Range(0, players).Where(p => _waiting[p].Count > 0).ToList();
        if (ready.Count > 0)
        {
            var queue = _waiting[ready[_random.Next(ready.Count)]];
            var turn = queue[_random.Next(queue.Count)];
            queue.Remove(turn);
            turn.SetResult();
        }
    }
}
