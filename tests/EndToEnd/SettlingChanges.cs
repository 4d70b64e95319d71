using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessCdi.Functions.Process;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Storage;
using ServerlessCdi.Storage.Queues;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>Settling where the runtime's faults are of a kind of its own, as the official worker's are (gRPC's).</summary>
public sealed class SettlingChanges
{
    private static readonly ServiceBusReceivedMessage Message =
        ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromString("[]"), messageId: "m");

    [Fact]
    public async Task A_message_that_cannot_be_completed_does_not_fail_its_batch()
    {
        var actions = new FailingActions(new InvalidOperationException("The lock is lost."));

        await NewMessages().SettleAsync(new(Message, new([], 0)), MessageFate.Done, actions, CancellationToken.None);

        Assert.Equal(1, actions.Calls);
    }

    [Fact]
    public async Task A_message_that_cannot_be_dead_lettered_does_not_fail_its_batch()
    {
        var actions = new FailingActions(new InvalidOperationException("The lock is lost."));

        await NewMessages().RefuseAsync(Message, actions, CancellationToken.None);

        Assert.Equal(1, actions.Calls);
    }

    [Fact]
    public async Task A_stop_still_ends_the_run()
    {
        var actions = new FailingActions(new OperationCanceledException());

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => NewMessages().SettleAsync(new(Message, new([], 0)), MessageFate.Done, actions, CancellationToken.None));
    }

    private static ChangeMessages NewMessages() =>
        new(new ServiceBusChangeQueue(new SilentClient(), new StoreCounters()), new ChangeMeter(), NullLogger<ChangeMessages>.Instance);

    private sealed class SilentClient : ServiceBusClient
    {
        public override ServiceBusSender CreateSender(string queueOrTopicName) => null!;
    }

    private sealed class FailingActions(Exception fault) : ServiceBusMessageActions
    {
        public int Calls { get; private set; }

        public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Fail();

        public override Task DeadLetterMessageAsync(
            ServiceBusReceivedMessage message,
            Dictionary<string, object>? propertiesToModify = default,
            string? deadLetterReason = default,
            string? deadLetterErrorDescription = default,
            CancellationToken cancellationToken = default) => Fail();

        private Task Fail()
        {
            Calls++;
            return Task.FromException(fault);
        }
    }
}
