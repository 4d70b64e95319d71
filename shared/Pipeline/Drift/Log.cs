using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Pipeline.Drift;

/// <summary>Contracts: events 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "Source {Source} differs from its contract in a new way: {Kind}, kept as {DriftId}.")]
    public static partial void NewDrift(ILogger logger, string source, ContractFindingKind kind, string driftId);

    [LoggerMessage(1102, LogLevel.Information, "Drift {DriftId} of source {Source} was acknowledged.")]
    public static partial void Acknowledged(ILogger logger, string source, string driftId);

    [LoggerMessage(1103, LogLevel.Warning, "The counts of source {Source} could not be stored; they are kept and stored later.")]
    public static partial void CountsWait(ILogger logger, Exception exception, string source);
}
