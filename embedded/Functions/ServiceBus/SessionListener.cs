using ServerlessCdi.Embedded.Functions.Hosting;
using ServerlessCdi.Embedded.Functions.Settings;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>
/// Single messages by session: up to maxConcurrentSessions at once, one message at a time in each, in order. A failed message is abandoned
/// and comes back first, until it is dead-lettered.
/// </summary>
internal sealed class SessionListener(QueueSource source, HostRuntime runtime) : IListener
{
    /// <summary>
    /// How long an empty session is kept at most. Accepting a session again costs next to nothing inside the process, and a session that is
    /// kept while empty takes the place of one that has work; so sessionIdleTimeout counts only where it is shorter.
    /// </summary>
    private static readonly TimeSpan LongestLinger = TimeSpan.FromMilliseconds(50);

    private readonly Dispatcher _dispatcher = new(source, runtime);
    private readonly PumpLoop _loop = new(source, runtime);

    public string Function => source.Function.Name;

    public string Trigger => source.Trigger;

    public static TimeSpan Linger(ServiceBusSettings settings) => settings.SessionIdle < LongestLinger ? settings.SessionIdle : LongestLinger;

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, source.Settings.MaxConcurrentSessions).Select(_ => _loop.RunAsync(SessionAsync, cancellationToken)));

    private async Task SessionAsync(CancellationToken stopping)
    {
        await using var session = await source.AcceptSessionAsync(stopping);
        await using var renewal = new LockRenewal(source, runtime, session.SessionLockedUntil, async token =>
        {
            await session.RenewSessionLockAsync(token);
            return session.SessionLockedUntil;
        });
        while (!stopping.IsCancellationRequested)
        {
            var messages = await session.ReceiveMessagesAsync(1, Linger(source.Settings), stopping);
            if (messages.Count == 0 || await _dispatcher.DispatchAsync(session, [.. messages], stopping))
            {
                return;
            }
        }
    }
}
