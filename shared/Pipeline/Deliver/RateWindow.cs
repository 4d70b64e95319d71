using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>A destination's call budget in fixed windows, kept with its shard so that it outlives the worker.</summary>
internal static class RateWindow
{
    /// <summary>Takes up to <paramref name="wanted"/> calls from the budget.</summary>
    /// <returns>How many may be made now, the state after them, and when the next may be made if none are left.</returns>
    public static (int Granted, ShardState State, DateTimeOffset Next) Take(ShardState state, int wanted, int limit, TimeSpan window, DateTimeOffset now)
    {
        if (now - state.WindowStart >= window || now < state.WindowStart)
        {
            state = state with { WindowStart = now, UsedInWindow = 0 };
        }

        var granted = Math.Clamp(limit - state.UsedInWindow, 0, wanted);
        return (granted, state with { UsedInWindow = state.UsedInWindow + granted }, state.WindowStart + window);
    }
}
