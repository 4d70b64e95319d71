using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Resolve: events 2000 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "A message is tried again later (attempt {Attempt}): {Faults} of its changes could not be applied ({FaultType}).")]
    public static partial void Rescheduled(ILogger logger, int attempt, int faults, string faultType);

    [LoggerMessage(2002, LogLevel.Error, "Source {Source}: a change waits in quarantine as {ItemId}: {FaultType} at {StackTrace}")]
    public static partial void NotApplied(ILogger logger, string source, string itemId, string faultType, string? stackTrace);
}
