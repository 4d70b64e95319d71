using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Core.Profiles.Splitting;

/// <summary>Finds out, from a person's timeline, whose the records are that are no contacts. Give it every entry, in any order.</summary>
public sealed class HangingScan
{
    private readonly SplitSorter _sorter;
    private readonly Dictionary<RecordKey, SortedSet<int>> _sides = [];
    private readonly Dictionary<RecordKey, (DateTimeOffset At, string Id, int Side)> _firstNamed = [];
    private readonly HashSet<(RecordKey Own, RecordKey Touched)> _unlinked = [];

    public HangingScan(SplitSorter sorter)
    {
        _sorter = sorter;
        foreach (var record in sorter.Person.Records.Values.Where(r => !r.Key.IsPerson))
        {
            var links = record.Identifiers.Keys.Select(sorter.SideOf).Concat(record.Forgotten.Select(sorter.SideOf));
            _sides[record.Key] = [.. links.OfType<int>()];
        }
    }

    public void Add(Change change)
    {
        var own = RecordKey.Of(change);
        if (own.IsPerson)
        {
            return;
        }

        foreach (var record in SplitSorter.Touched(change))
        {
            if (_sorter.LinkOf(change) is not { } side)
            {
                _unlinked.Add((own, record));
                continue;
            }

            SidesOf(record).Add(side);
            var named = (change.ReceivedAt, change.Id, side);
            if (!_firstNamed.TryGetValue(record, out var first) || named.CompareTo(first) < 0)
            {
                _firstNamed[record] = named;
            }
        }
    }

    /// <summary>The places of all records that do not stay with the first side alone.</summary>
    public IReadOnlyList<HangingPlace> Places()
    {
        foreach (var (own, record) in _unlinked)
        {
            SidesOf(record).Add(KeeperOf(own));
        }

        return [.. _sides.Keys.Order().Select(r => new HangingPlace(r, [.. SidesOf(r)], KeeperOf(r))).Where(p => p.Sides is not ([] or [0]) || p.Keeper != 0)];
    }

    /// <summary>The side that first named the record; where what named it is forgotten, the only side that has it.</summary>
    private int KeeperOf(RecordKey record)
    {
        if (_firstNamed.TryGetValue(record, out var first))
        {
            return first.Side;
        }

        return SidesOf(record) is { Count: > 0 } sides ? sides.Min : _unlinked.Where(u => u.Touched == record && u.Own != record).Select(u => KeeperOf(u.Own)).FirstOrDefault();
    }

    private SortedSet<int> SidesOf(RecordKey record)
    {
        if (!_sides.TryGetValue(record, out var sides))
        {
            _sides[record] = sides = [];
        }

        return sides;
    }
}
