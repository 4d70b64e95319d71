using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessCdi.Tests.Host;

/// <summary>Stands inside the queue functions: shows each run to the test, and does what the test says.</summary>
internal sealed class Probe
{
    private readonly Channel<Run> _runs = Channel.CreateUnbounded<Run>();
    private int _running;

    public Func<Run, Task> Behave { get; set; } = _ => Task.CompletedTask;

    public int MostAtOnce { get; private set; }

    public async Task<Run> NextAsync() => await _runs.Reader.ReadAsync();

    public bool HasNext => _runs.Reader.TryPeek(out _);

    public async Task RunAsync(Run run)
    {
        lock (_runs)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        _runs.Writer.TryWrite(run);
        try
        {
            await Behave(run);
        }
        finally
        {
            lock (_runs)
            {
                _running--;
            }
        }
    }

    internal sealed record Run(
        IReadOnlyList<ServiceBusReceivedMessage> Messages,
        ServiceBusMessageActions Actions,
        ServiceBusSessionMessageActions? Session,
        CancellationToken Token)
    {
        public string Bodies => string.Join(' ', Messages.Select(m => m.Body.ToString()));

        public int DeliveryCount => Messages[0].DeliveryCount;
    }
}
