using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Functions.Process;

/// <summary>Settling: events 2900 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2901, LogLevel.Error, "Message {MessageId} on queue changes is not a list of changes: dead-lettered.")]
    public static partial void Unreadable(ILogger logger, string messageId);

    [LoggerMessage(2902, LogLevel.Warning, "Message {MessageId} could not be settled ({Reason}): it comes again.")]
    public static partial void NotSettled(ILogger logger, string messageId, string reason);
}
