using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles.Splitting;

/// <summary>
/// The records of one side of a plan, as they would be had the sides never been one person. Give it every entry of the
/// timeline, in any order, and then build.
/// </summary>
public sealed class SideRecords(SplitSorter sorter, int side, SurvivorshipPolicy policy, IdentityPolicy identity)
{
    private readonly List<Change> _handedOn = [];
    private readonly HashSet<(RecordKey, Stamp)> _known = [];
    private readonly OwnWords _words = new(sorter, side);

    public void Add(Change change)
    {
        var own = RecordKey.Of(change);
        if (own.IsPerson)
        {
            _words.Add(change);
            return;
        }

        foreach (var record in SplitSorter.Touched(change).Where(IsShared))
        {
            _known.Add((record, new(change.OccurredAt, change.Id)));
        }

        if (sorter.SideOf(change) == side && SplitSorter.Touched(change).Any(IsShared))
        {
            _handedOn.Add(change);
        }
    }

    public IReadOnlyDictionary<RecordKey, SourceRecord> Build()
    {
        var records = new Dictionary<RecordKey, SourceRecord>();
        foreach (var record in sorter.Person.Records.Values.Where(r => sorter.SidesOf(r.Key) is [var only] && only == side))
        {
            records[record.Key] = record.Key.IsPerson ? _words.Restored(record) : record;
        }

        var folded = ProfileFold.Apply(Profile.New(sorter.Plan.Sides[side].Id), _handedOn, policy, (c, f) => c.Echoed?.Contains(f.Name) == true, identity).After.Records;
        foreach (var (key, record) in folded.Where(r => IsShared(r.Key)))
        {
            records[key] = WithRefusals(record);
        }

        return records;
    }

    private bool IsShared(RecordKey record) => sorter.SidesOf(record).Count > 1;

    /// <summary>Of a record that was handed on, what is allowed and of which no entry is left counts on both sides: it can only narrow.</summary>
    private SourceRecord WithRefusals(SourceRecord folded)
    {
        if (sorter.Person.Records.TryGetValue(folded.Key, out var whole))
        {
            foreach (var consent in whole.Consents.Values.Where(c => !_known.Contains((folded.Key, c.Stamp))))
            {
                folded.Assert(consent);
            }
        }

        return folded;
    }
}
