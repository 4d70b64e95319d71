using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>The host's events, 7000 to 7099.</summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Error, "Function {Function} failed")]
    public static partial void FunctionFailed(ILogger logger, string function, Exception failure);

    [LoggerMessage(7001, LogLevel.Error, "The changed host-keys.json cannot be used ({Cause}); the keys stay as they were")]
    public static partial void KeysUnreadable(ILogger logger, string cause);

    [LoggerMessage(7002, LogLevel.Error, "Function {Function} ran longer than functionTimeout and was cancelled")]
    public static partial void FunctionTimedOut(ILogger logger, string function);

    [LoggerMessage(7010, LogLevel.Information, "Timer {Function} missed an occurrence while the host was stopped and runs late")]
    public static partial void TimerPastDue(ILogger logger, string function);

    [LoggerMessage(7011, LogLevel.Warning, "Timer {Function} failed; retry {Retry} follows in {Delay}")]
    public static partial void TimerRetried(ILogger logger, string function, int retry, TimeSpan delay);

    [LoggerMessage(7012, LogLevel.Error, "The state of timer {Function} cannot be saved; it may run again at the next start")]
    public static partial void TimerUnsaved(ILogger logger, string function, Exception failure);

    [LoggerMessage(7020, LogLevel.Error, "Function {Function} cannot reach queue {Queue}; next try in {Delay}")]
    public static partial void QueueUnreachable(ILogger logger, string function, string queue, TimeSpan delay, Exception failure);

    [LoggerMessage(7021, LogLevel.Warning, "{Count} message(s) of function {Function} could not be settled and will be delivered again")]
    public static partial void Unsettled(ILogger logger, string function, int count, Exception failure);

    [LoggerMessage(7022, LogLevel.Warning, "The lock of function {Function} on queue {Queue} could not be renewed")]
    public static partial void LockNotRenewed(ILogger logger, string function, string queue, Exception failure);

    [LoggerMessage(7023, LogLevel.Warning, "Function {Function} lost a session of queue {Queue}; its messages will be delivered again")]
    public static partial void SessionLost(ILogger logger, string function, string queue);

    [LoggerMessage(7030, LogLevel.Warning, "{Count} run(s) did not end within the {Drain} that a stop allows")]
    public static partial void NotDrained(ILogger logger, int count, TimeSpan drain);
}
