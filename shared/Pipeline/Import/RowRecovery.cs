using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>
/// Tells a row that this import applied itself, before it died, from one that was known before. Both come back as
/// duplicates; but each row of an import has a time of receipt of its own, and the timeline keeps it.
/// </summary>
public sealed class RowRecovery(PersonFinder finder, ITimelineEntries timeline)
{
    internal async Task<ChangeOutcome> OutcomeAsync(Change change, CancellationToken cancellationToken)
    {
        var person = await finder.FindByRecordAsync(RecordKey.Of(change).Identifier, cancellationToken);
        var entries = await timeline.FindAsync(person.Profile.Id, [change], cancellationToken);
        return entries[0] is { } entry && entry.ReceivedAt == change.ReceivedAt ? entry.Outcome : ChangeOutcome.Duplicate;
    }
}
