using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Looks single changes up in a person's timeline.</summary>
public interface ITimelineEntries
{
    /// <returns>For each change what is entered of it, or null where it is not there.</returns>
    Task<IReadOnlyList<TimelineEntry?>> FindAsync(ProfileId id, IReadOnlyList<Change> changes, CancellationToken cancellationToken);
}

/// <param name="ReceivedAt">Of the change that was entered: a repetition of it carries another.</param>
/// <param name="Outcome">How it ended when it was entered.</param>
public sealed record TimelineEntry(DateTimeOffset ReceivedAt, ChangeOutcome Outcome);
