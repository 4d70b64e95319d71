using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;

namespace ServerlessCdi.Core.Profiles.Splitting;

/// <summary>Decides which contact records are on which side when a person is taken apart, and which id each side gets. Pure.</summary>
public static class SplitPlanner
{
    /// <summary>Without the link: each side is what hangs together with one end of it.</summary>
    /// <param name="shared">Identifiers that so many claim that they tie nobody any more.</param>
    /// <returns>The sides, or what still ties them; null where the person has no such link.</returns>
    public static SplitSides? ByLink(Profile person, string linkId, IdentityPolicy policy, IReadOnlySet<Identifier> shared)
    {
        if (!person.Ties.Links.TryGetValue(linkId, out var link) || !person.Records.ContainsKey(link.Left) || !person.Records.ContainsKey(link.Right))
        {
            return null;
        }

        var graph = new TieGraph(person, person.Ties.Links.Values.Where(l => l.Id != linkId), policy, shared);
        if (graph.Path(link.Left, link.Right) is { } path)
        {
            return new([], [], path, link.At);
        }

        var (left, right) = (graph.From(link.Left), graph.From(link.Right));
        foreach (var record in Contacts(person).Where(r => !left.Contains(r) && !right.Contains(r)).ToList())
        {
            // Nothing that is still known ties it to either: it stays with those with whom it came, or whose browser it was.
            (IsNearer(person, record, right, left) ? right : left).UnionWith(graph.From(record));
        }

        return new([.. left.Order()], [.. right.Order()], [], link.At);
    }

    /// <summary>The named contact records on one side, all others on the other.</summary>
    /// <returns>A side is empty where nothing would be left of it.</returns>
    public static SplitSides ByRecords(Profile person, IReadOnlyCollection<RecordKey> named)
    {
        var right = Contacts(person).Where(named.Contains).Order().ToList();
        var left = Contacts(person).Where(r => !named.Contains(r)).Order().ToList();
        var links = person.Ties.Links.Values.Where(l => named.Contains(l.Left) != named.Contains(l.Right)).ToList();
        var origins = person.Ties.Origins.Values;
        var since = links.Count > 0 ? links.Min(l => l.At) : origins.Any() ? origins.Min(o => o.At) : DateTimeOffset.MinValue;
        return new(left, right, [], since);
    }

    /// <summary>Gives each side its id: that of the oldest person that came with its records, or else a new one.</summary>
    /// <param name="restorable">Ids of former persons that lead here and may be given back.</param>
    /// <param name="fresh">For a side with which nobody came.</param>
    public static SplitPlan Plan(Profile person, SplitSides sides, IReadOnlySet<ProfileId> restorable, ProfileId fresh, Separation separation)
    {
        List<IReadOnlyList<RecordKey>> groups = [sides.Left, sides.Right];
        var stays = 0;
        if (person.Ties.Origins.TryGetValue(person.Id, out var self))
        {
            stays = GroupOf(self, groups, 0);
        }

        var former = person.Ties.Origins.Values.ToLookup(o => o.Id == person.Id ? stays : GroupOf(o, groups, stays), o => o.Id);
        var leaves = 1 - stays;
        var given = former[leaves].Where(restorable.Contains).Order().ToList();
        return new(
            SplitStage.Planned,
            [
                new(person.Id, groups[stays], [.. former[stays]]),
                new(given.Count > 0 ? given[0] : fresh, groups[leaves], [.. former[leaves]]),
            ],
            [],
            separation with { Since = sides.Since },
            sides.Since);
    }

    private static IEnumerable<RecordKey> Contacts(Profile person) => person.Records.Keys.Where(k => k.IsPerson);

    private static bool CameWith(Profile person, RecordKey record, HashSet<RecordKey> side) =>
        person.Ties.Origins.Values.Any(o => o.Records.Contains(record) && o.Records.Any(side.Contains));

    private static bool IsNearer(Profile person, RecordKey record, HashSet<RecordKey> to, HashSet<RecordKey> thanTo)
    {
        var (came, cameOther) = (CameWith(person, record, to), CameWith(person, record, thanTo));
        return came != cameOther ? came : SaysAsMuch(person, record, to) && !SaysAsMuch(person, record, thanTo);
    }

    /// <summary>Whether someone of the side says any identifier that the record says, be it one that ties nobody.</summary>
    private static bool SaysAsMuch(Profile person, RecordKey record, HashSet<RecordKey> side) =>
        person.Records[record].Identifiers.Keys.Any(i => side.Any(s => person.Records[s].Identifiers.ContainsKey(i)));

    /// <summary>The group with most of the records that came with the person; of two equal ones, the one with the first record.</summary>
    private static int GroupOf(Origin origin, List<IReadOnlyList<RecordKey>> groups, int otherwise)
    {
        var counts = groups.Select(g => origin.Records.Count(g.Contains)).ToList();
        if (counts[0] != counts[1])
        {
            return counts[0] > counts[1] ? 0 : 1;
        }

        return counts[0] == 0 ? otherwise : groups.FindIndex(g => g.Contains(origin.Records.Min()));
    }
}

/// <summary>Who would be on which side.</summary>
/// <param name="StillTiedBy">What ties both ends of the link without it; the sides are empty then.</param>
/// <param name="Since">From when on the sides were one person.</param>
public sealed record SplitSides(
    IReadOnlyList<RecordKey> Left, IReadOnlyList<RecordKey> Right, IReadOnlyList<RemainingTie> StillTiedBy, DateTimeOffset Since);
