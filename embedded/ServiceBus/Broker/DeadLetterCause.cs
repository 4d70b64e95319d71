namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Why a receiver dead-letters a message, as it will be read in the dead-letter queue.</summary>
internal sealed record DeadLetterCause(string? Reason, string? Description, IDictionary<string, object>? Properties);
