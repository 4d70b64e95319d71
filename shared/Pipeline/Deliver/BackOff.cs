namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>How long to leave a destination alone that did not answer well.</summary>
internal static class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>The wait asked for, or one that doubles with each failure in a row, spread by up to a fifth so that shards do not return together.</summary>
    /// <param name="spread">0 to 1, the same for the same shard and failure.</param>
    public static TimeSpan After(int failures, TimeSpan? asked, double spread)
    {
        if (asked is { } wait)
        {
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait;
        }

        var doubled = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return (doubled < Longest ? doubled : Longest) * (1 + (spread / 5));
    }
}
