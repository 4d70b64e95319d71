using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage.Queues;

/// <summary>Queue <c>changes</c>. Nothing personal stands outside a body.</summary>
public sealed class ServiceBusChangeQueue(ServiceBusClient client, StoreCounters counters) : IChangeQueue
{
    /// <summary>Application property: how often the message has been put off because a store was down.</summary>
    public const string AttemptProperty = "cdi-attempt";

    private const string TraceProperty = "Diagnostic-Id";
    private const string Json = "application/json";
    private const string AttemptSuffix = "-r";

    private readonly ServiceBusSender _sender = client.CreateSender(QueueNames.Changes);

    /// <exception cref="TooLargeException">A change is too large for any message; nothing was sent.</exception>
    public async Task SendAsync(IReadOnlyList<Change> changes, string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentException.ThrowIfNullOrEmpty(messageId);
        var bodies = ChangeMessage.Pack(changes);
        if (bodies.Count == 1)
        {
            counters.QueueCall(bodies[0].Length);
            await _sender.SendMessageAsync(Message(bodies[0], messageId), cancellationToken);
        }
        else if (bodies.Count > 1)
        {
            var messages = bodies.Select((body, n) => Message(body, n == 0 ? messageId : $"{messageId}-{n.ToString(CultureInfo.InvariantCulture)}"));
            await SendAsync(new Queue<ServiceBusMessage>(messages), cancellationToken);
        }
    }

    /// <summary>
    /// Puts a received message off: the same body again at a later moment, as a new message. Its id gets the suffix
    /// <c>-r</c> and the attempt, since duplicate detection would drop the old one. Complete the original afterwards: a crash
    /// in between only makes a duplicate.
    /// </summary>
    /// <param name="attempt">From 1: one more than <see cref="AttemptOf"/> of the received message.</param>
    public async Task RescheduleAsync(ReadOnlyMemory<byte> body, string messageId, int attempt, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(messageId);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var number = attempt.ToString(CultureInfo.InvariantCulture);
        var message = Message(body, WithoutAttempt(messageId) + AttemptSuffix + number);
        message.ApplicationProperties[AttemptProperty] = attempt;
        counters.QueueCall(body.Length);
        await _sender.ScheduleMessageAsync(message, at, cancellationToken);
    }

    /// <summary>How often a received message has been put off; 0 for a new one.</summary>
    public static int AttemptOf(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.ApplicationProperties.TryGetValue(AttemptProperty, out var value) && value is int attempt ? attempt : 0;
    }

    private async Task SendAsync(Queue<ServiceBusMessage> waiting, CancellationToken cancellationToken)
    {
        while (waiting.Count > 0)
        {
            using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
            while (waiting.TryPeek(out var message) && batch.TryAddMessage(message))
            {
                waiting.Dequeue();
            }

            if (batch.Count == 0)
            {
                throw new TooLargeException("A message of changes does not fit an empty batch of the broker.");
            }

            counters.QueueCall(batch.SizeInBytes);
            await _sender.SendMessagesAsync(batch, cancellationToken);
        }
    }

    private static ServiceBusMessage Message(ReadOnlyMemory<byte> body, string messageId)
    {
        var message = new ServiceBusMessage(body) { MessageId = messageId, ContentType = Json };
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } traceparent })
        {
            message.ApplicationProperties[TraceProperty] = traceparent;
        }

        return message;
    }

    private static string WithoutAttempt(string messageId)
    {
        var at = messageId.LastIndexOf(AttemptSuffix, StringComparison.Ordinal);
        return at > 0 && int.TryParse(messageId.AsSpan(at + AttemptSuffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? messageId[..at]
            : messageId;
    }
}
