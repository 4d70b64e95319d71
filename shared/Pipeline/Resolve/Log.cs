using Microsoft.Extensions.Logging;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Resolve: events 2000 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "A message is tried again later (attempt {Attempt}): {Faults} of its changes could not be applied ({FaultType}).")]
    public static partial void Rescheduled(ILogger logger, int attempt, int faults, string faultType);

    [LoggerMessage(2002, LogLevel.Error, "Source {Source}: a change waits in quarantine as {ItemId}: {FaultType} at {StackTrace}")]
    public static partial void NotApplied(ILogger logger, string source, string itemId, string faultType, string? stackTrace);

    [LoggerMessage(2003, LogLevel.Warning, "Person {Person} would pass a limit of identifiers: their {IdentifierType} does not tie them to {Other}. Look whether many share it, or raise identity.limits.")]
    public static partial void LimitReached(ILogger logger, ProfileId person, string identifierType, ProfileId? other);

    [LoggerMessage(2004, LogLevel.Information, "An identifier ({IdentifierType}) of person {Owner} is claimed by {People} people and ties nobody any more.")]
    public static partial void IdentifierShared(ILogger logger, string identifierType, ProfileId owner, int people);

    [LoggerMessage(2020, LogLevel.Error, "Persons {Person} and {Other} would become one, and more than {Limit} merges were made of them within an hour: the merge waits for a steward.")]
    public static partial void RunawayMerge(ILogger logger, ProfileId person, ProfileId other, int limit);

    [LoggerMessage(2021, LogLevel.Error, "Persons {Person} and {Other} would have more identifiers together than the policy allows: the merge waits for a steward.")]
    public static partial void MergePastLimit(ILogger logger, ProfileId person, ProfileId other);

    [LoggerMessage(2022, LogLevel.Warning, "{Count} counts of values could not be stored and wait for the next minute.")]
    public static partial void TermsWait(ILogger logger, Exception fault, int count);
}
