using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Pipeline.Operate;

/// <summary>What operators do with quarantine: events 1900 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1901, LogLevel.Warning, "The content of quarantined item {ItemId} was shown. The audit says to whom and why.")]
    public static partial void Revealed(ILogger logger, string itemId);

    [LoggerMessage(1902, LogLevel.Warning, "Quarantined item {ItemId} was discarded. The audit says by whom and why.")]
    public static partial void Discarded(ILogger logger, string itemId);

    [LoggerMessage(1903, LogLevel.Error, "Quarantined item {ItemId} could not be replayed: {Fault}.")]
    public static partial void NotReplayed(ILogger logger, string itemId, string fault);

    [LoggerMessage(1904, LogLevel.Information, "A replay of quarantine ended: {Replayed} went, {Waiting} still wait.")]
    public static partial void Replayed(ILogger logger, int replayed, int waiting);
}
