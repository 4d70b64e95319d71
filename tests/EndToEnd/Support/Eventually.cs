namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>Asks the app again until it says what is waited for: the only place where a test lets time pass.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>The first answer that is not null.</summary>
    /// <param name="what">What is waited for, for the message of a failure.</param>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? patience = null)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(started) > (patience ?? Patience))
            {
                throw new TimeoutException($"Waited in vain: {what}.");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public static Task BeAsync(string what, Func<Task<bool>> ask, TimeSpan? patience = null) =>
        GetAsync(what, async () => await ask() ? what : null, patience);

    public static Task BeAsync(string what, Func<bool> ask, TimeSpan? patience = null) => BeAsync(what, () => Task.FromResult(ask()), patience);

    /// <summary>Lets a time pass in which something must not happen.</summary>
    public static Task StayAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
