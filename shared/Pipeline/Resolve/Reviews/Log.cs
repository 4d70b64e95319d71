using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>What stewards decide of who is who: events 3900 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3901, LogLevel.Warning, "The values of review {ReviewId} were shown. The audit says to whom and why.")]
    public static partial void Revealed(ILogger logger, string reviewId);

    [LoggerMessage(3902, LogLevel.Information, "Review {ReviewId} was decided and carried out: {Status}.")]
    public static partial void CarriedOut(ILogger logger, string reviewId, string status);

    [LoggerMessage(3903, LogLevel.Information, "Review {ReviewId} has nothing left to decide.")]
    public static partial void Obsolete(ILogger logger, string reviewId);

    [LoggerMessage(3904, LogLevel.Warning, "Profiles {LeftId} and {RightId} were merged by hand. The audit says by whom and why.")]
    public static partial void Merged(ILogger logger, string leftId, string rightId);

    [LoggerMessage(3905, LogLevel.Warning, "Profile {ProfileId} was taken apart by hand. The audit says by whom and why.")]
    public static partial void Unmerged(ILogger logger, string profileId);
}
