using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Storage.Queues;

namespace ServerlessCdi.Functions.Process;

/// <summary>Between queue messages and changes: reads bodies, and settles each message as its fate says.</summary>
public sealed class ChangeMessages(ServiceBusChangeQueue queue, ChangeMeter meter, ILogger<ChangeMessages> log)
{
    public static (List<ReadMessage> Readable, List<ServiceBusReceivedMessage> Unreadable) Read(ServiceBusReceivedMessage[] received)
    {
        var readable = new List<ReadMessage>(received.Length);
        var unreadable = new List<ServiceBusReceivedMessage>();
        foreach (var message in received)
        {
            try
            {
                readable.Add(new(message, new(ChangeMessage.Read(message.Body), ServiceBusChangeQueue.AttemptOf(message))));
            }
            catch (JsonException)
            {
                unreadable.Add(message);
            }
        }

        return (readable, unreadable);
    }

    /// <summary>A body that is no list of changes came from elsewhere: no attempt will read it.</summary>
    public async Task RefuseAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        meter.Ended(ChangeOutcome.DeadLettered, 1);
        Log.Unreadable(log, message.MessageId);
        try
        {
            await actions.DeadLetterMessageAsync(message, null, "NotAChange", "The body is not a JSON array of changes.", cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotSettled(message, e);
        }
    }

    public async Task SettleAsync(ReadMessage message, MessageFate fate, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        try
        {
            if (fate.At is { } at)
            {
                await queue.RescheduleAsync(message.Received.Body, message.Received.MessageId, message.Changes.Attempt + 1, at, cancellationToken);
            }

            await actions.CompleteMessageAsync(message.Received, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotSettled(message.Received, e);
        }
    }

    /// <summary>
    /// The lock runs out and the message comes again: its changes are then duplicates, and nothing is lost. The kind of fault
    /// is the runtime's own: the official worker settles through its host over gRPC and throws no ServiceBusException.
    /// </summary>
    private void NotSettled(ServiceBusReceivedMessage message, Exception fault) =>
        Log.NotSettled(log, message.MessageId, fault is ServiceBusException bus ? bus.Reason.ToString() : fault.GetType().Name);
}

public sealed record ReadMessage(ServiceBusReceivedMessage Received, IncomingChanges Changes);
