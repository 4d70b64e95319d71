using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;

namespace ServerlessCdi.Tests.Unit.Profiles.Splitting;

/// <summary>
/// Persons in memory, where everything happens at once: the rules of finding, merging and taking apart without stores,
/// crashes and other workers.
/// </summary>
internal sealed class TinyWorld
{
    private readonly Dictionary<ProfileId, Profile> _profiles = [];
    private readonly Dictionary<ProfileId, List<Change>> _timelines = [];
    private readonly Dictionary<Identifier, ProfileId> _owners = [];
    private int _ids;

    public IEnumerable<Profile> Active => _profiles.Values.Where(p => p.Status == ProfileStatus.Active);

    public IEnumerable<ProfileId> Ids => _profiles.Keys;

    public IReadOnlyList<Change> Timeline(ProfileId id) => _timelines[id];

    public Profile? Owner(Identifier identifier) => _owners.TryGetValue(identifier, out var id) ? Follow(id) : null;

    public Profile? Holder(RecordKey record) => Owner(record.Identifier) is { } person && person.Records.ContainsKey(record) ? person : null;

    public Profile Follow(ProfileId id) => _profiles[id] is { Status: ProfileStatus.Merged, MergedInto: { } next } ? Follow(next) : _profiles[id];

    /// <param name="echoes">Fields that repeat what the person was told.</param>
    public void Apply(Change change, IReadOnlySet<string> echoes)
    {
        var own = RecordKey.Of(change);
        var links = PersonLinks.Of(change);
        Identifier[] identifiers = own.IsPerson ? [own.Identifier, .. change.MergedKeys.Select(k => (own with { Key = k }).Identifier), .. links]
            : links.Count > 0 ? [links[0]] : [own.Identifier];
        var person = Find(identifiers);
        var fold = ProfileFold.Apply(person, [change], SurvivorshipPolicy.Default, (_, f) => echoes.Contains(f.Name));
        _profiles[person.Id] = fold.After;
        if (change.Privacy)
        {
            _timelines[person.Id].RemoveAll(c => RecordKey.Of(c) == own && c.OccurredAt <= change.OccurredAt);
        }

        if (fold.Outcomes[0] is not (ChangeOutcome.Duplicate or ChangeOutcome.Suppressed))
        {
            _timelines[person.Id].Add(fold.Changes[0]);
        }

        if (!own.IsPerson && links.Count > 0)
        {
            Take(person.Id, own);
        }
    }

    public bool AreSeparated(RecordKey one, RecordKey other) =>
        Holder(one) is { } left && Holder(other) is { } right && left.Id != right.Id && PersonTies.Between(left, right).Count > 0;

    public bool Tie(IdentityLink link)
    {
        if (Holder(link.Left) is not { } left || Holder(link.Right) is not { } right || PersonTies.Between(left, right).Count > 0)
        {
            return false;
        }

        if (left.Id == right.Id)
        {
            var isNew = !left.Ties.Links.ContainsKey(link.Id);
            _profiles[left.Id] = isNew ? left.With(left.Ties.With(link)) : left;
            return isNew;
        }

        var (survivor, loser) = left.Id < right.Id ? (left, right) : (right, left);
        Merge(survivor, loser.Merging(survivor.Id, link), link.At);
        return true;
    }

    public void Separate(Separation separation)
    {
        foreach (var person in separation.Left.Concat(separation.Right).Select(Holder).OfType<Profile>().DistinctBy(p => p.Id))
        {
            _profiles[person.Id] = person.With(person.Ties.With(separation));
        }
    }

    /// <returns>The separation that it leaves; null where there was nothing to take apart.</returns>
    public Separation? Unmerge(Profile person, SplitSides sides, DateTimeOffset now)
    {
        var separation = Separation.Of(sides.Left, sides.Right, SeparationKind.Unmerged, now, "steward");
        var restorable = person.Ties.Origins.Keys.Where(o => _profiles[o].Status == ProfileStatus.Merged && Follow(o).Id == person.Id).ToHashSet();
        var plan = SplitPlanner.Plan(person, sides, restorable, NextId(), separation);
        var scan = new HangingScan(new SplitSorter(person, plan));
        _timelines[person.Id].ForEach(scan.Add);
        Carry(person, plan with { Hanging = scan.Places() });
        return separation;
    }

    private void Carry(Profile person, SplitPlan plan)
    {
        var sorter = new SplitSorter(person, plan);
        var entries = _timelines[person.Id].ToLookup(sorter.SideOf);
        var family = plan.Sides.SelectMany(s => s.Former.Append(s.Id)).ToHashSet();
        foreach (var identifier in _owners.Where(o => family.Contains(o.Value)).Select(o => o.Key).ToList())
        {
            var hanging = person.Records.Keys.Where(r => !r.IsPerson && r.Identifier == identifier).Take(1).ToList();
            _owners[identifier] = plan.Sides[hanging.Count > 0 ? sorter.KeeperOf(hanging[0]) : sorter.SideOf(identifier) ?? 0].Id;
        }

        for (var side = 0; side < plan.Sides.Count; side++)
        {
            var records = new SideRecords(sorter, side, SurvivorshipPolicy.Default, IdentityPolicy.Default);
            _timelines[person.Id].ForEach(records.Add);
            var id = plan.Sides[side].Id;
            var whole = Profile.New(id).With(records.Build(), SurvivorshipPolicy.Default);
            _profiles[id] = whole.Beside(plan.TiesOf(person.Ties, side), whole.Marks, null, wasSplit: true);
            foreach (var former in plan.Sides[side].Former.Where(f => f != id))
            {
                _profiles[former] = _profiles[former].LeadingTo(id);
            }
        }

        for (var side = 0; side < plan.Sides.Count; side++)
        {
            _timelines[plan.Sides[side].Id] = [.. entries[side]];
        }
    }

    private Profile Find(Identifier[] identifiers)
    {
        var owned = identifiers.Where(_owners.ContainsKey).ToList();
        var persons = owned.Select(i => Owner(i)!).DistinctBy(p => p.Id).OrderBy(p => p.Id).ToList();
        if (persons.Any(one => persons.Any(other => PersonTies.Between(one, other).Count > 0 && one.Id != other.Id)))
        {
            throw new InvalidOperationException("The test is about what comes of links, and does not tie across separations.");
        }

        var survivor = persons.Count > 0 ? persons[0] : New();
        foreach (var loser in persons.Skip(1))
        {
            survivor = Merge(survivor, loser.Merging(survivor.Id), Histories.Start);
        }

        foreach (var identifier in identifiers.Except(owned))
        {
            _owners[identifier] = survivor.Id;
        }

        return survivor;
    }

    private void Take(ProfileId home, RecordKey record)
    {
        if (_owners.TryAdd(record.Identifier, home))
        {
            return;
        }

        if (Owner(record.Identifier) is { IsUnattached: true } waiting && waiting.Id != home && !_profiles[home].IsUnattached)
        {
            Merge(_profiles[home], waiting.Merging(home), Histories.Start);
        }
    }

    private Profile Merge(Profile survivor, Profile closed, DateTimeOffset now)
    {
        var ties = PersonTies.Joined(survivor, closed, now);
        var records = new Dictionary<RecordKey, SourceRecord>(survivor.Records);
        foreach (var record in closed.Records.Values)
        {
            var joined = records.TryGetValue(record.Key, out var known) ? known.Clone() : new SourceRecord(record.Key);
            joined.Join(record);
            records[record.Key] = joined;
        }

        var next = survivor.With(records, SurvivorshipPolicy.Default);
        _profiles[survivor.Id] = next.Beside(ties, next.Marks, null, next.WasSplit || closed.WasSplit);
        _profiles[closed.Id] = closed.Merged();
        _timelines[survivor.Id].AddRange(_timelines[closed.Id].Where(c => _timelines[survivor.Id].All(k => k.Id != c.Id)));
        _timelines[survivor.Id].RemoveAll(c => records[RecordKey.Of(c)].Forgets(new(c.OccurredAt, c.Id)));
        _timelines[closed.Id] = [];
        foreach (var identifier in _owners.Where(o => o.Value == closed.Id).Select(o => o.Key).ToList())
        {
            _owners[identifier] = survivor.Id;
        }

        return _profiles[survivor.Id];
    }

    private Profile New()
    {
        var profile = Profile.New(NextId());
        _profiles[profile.Id] = profile;
        _timelines[profile.Id] = [];
        return profile;
    }

    private ProfileId NextId() => new(new Guid(++_ids, 0, 0, new byte[8]));
}
