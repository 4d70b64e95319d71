using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles.Splitting;

/// <summary>Says of everything that a person has on which side of the plan it belongs. The person is as they were when the plan was made.</summary>
public sealed class SplitSorter
{
    private readonly Dictionary<RecordKey, int> _contacts = [];
    private readonly Dictionary<ForgottenIdentifier, int> _links = [];
    private readonly Dictionary<RecordKey, HangingPlace> _places;

    public SplitSorter(Profile person, SplitPlan plan)
    {
        Person = person;
        Plan = plan;
        _places = plan.Hanging.ToDictionary(p => p.Record);
        for (var side = 0; side < plan.Sides.Count; side++)
        {
            foreach (var contact in plan.Sides[side].Contacts)
            {
                _contacts[contact] = side;
                _links[ForgottenIdentifier.Of(contact.Identifier)] = side;
            }
        }

        // The first side that has or had it: whatever else both have, a record's own key leads to the record.
        foreach (var (contact, side) in _contacts.OrderBy(c => c.Value).ThenBy(c => c.Key))
        {
            var record = person.Records.GetValueOrDefault(contact);
            foreach (var identifier in record?.Identifiers.Keys.Select(ForgottenIdentifier.Of).Concat(record.Forgotten) ?? [])
            {
                _links.TryAdd(identifier, side);
            }
        }
    }

    public Profile Person { get; }

    public SplitPlan Plan { get; }

    /// <summary>The side that an identifier leads to; null where no contact record has it.</summary>
    public int? SideOf(Identifier identifier) => SideOf(ForgottenIdentifier.Of(identifier));

    public int? SideOf(ForgottenIdentifier identifier) => _links.TryGetValue(identifier, out var side) ? side : null;

    /// <summary>The side that a change of the timeline belongs to.</summary>
    public int SideOf(Change change)
    {
        var own = RecordKey.Of(change);
        if (own.IsPerson)
        {
            return _contacts.GetValueOrDefault(own);
        }

        return LinkOf(change) ?? KeeperOf(own);
    }

    /// <summary>The side that a change of a record that is no contact names; null where it names none.</summary>
    public int? LinkOf(Change change) => PersonLinks.Of(change) is [var link, ..] ? SideOf(link) : null;

    /// <summary>The sides that have a record.</summary>
    public IReadOnlyList<int> SidesOf(RecordKey record) =>
        record.IsPerson ? [_contacts.GetValueOrDefault(record)] : _places.TryGetValue(record, out var place) ? place.Sides : [0];

    /// <summary>The side that has what was said of the record without a link.</summary>
    public int KeeperOf(RecordKey record) =>
        record.IsPerson ? _contacts.GetValueOrDefault(record) : _places.TryGetValue(record, out var place) ? place.Keeper : 0;

    /// <summary>A change's own record, and those that it absorbs.</summary>
    public static IEnumerable<RecordKey> Touched(Change change)
    {
        var own = RecordKey.Of(change);
        return change.MergedKeys.Select(k => own with { Key = k }).Prepend(own);
    }
}
