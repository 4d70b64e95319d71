using System.Collections.Concurrent;
using System.Threading.Channels;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Host;

/// <summary>A manual clock that tells when somebody began to wait, so that a test moves it neither too early nor too far.</summary>
internal sealed class ObservedTime : TimeProvider
{
    private readonly ManualTime _time = new();
    private readonly ConcurrentDictionary<TimeSpan, Channel<bool>> _armed = new();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public void Advance(TimeSpan by) => _time.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        Armed(dueTime).Writer.TryWrite(true);
        return timer;
    }

    /// <summary>Waits for so many waits of exactly this length to have begun, counting each of them once.</summary>
    public async Task BeganAsync(TimeSpan wait, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            await Armed(wait).Reader.ReadAsync();
        }
    }

    private Channel<bool> Armed(TimeSpan wait) => _armed.GetOrAdd(wait, _ => Channel.CreateUnbounded<bool>());
}
