using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Decides which identifiers of a cluster may tie it to whom they lead to. The record's own key and what a vendor merged
/// are the source's word and always count; anything else may be shared by two people. Decides only: it reads and writes nothing.
/// </summary>
public sealed class IdentifierTies(IntegrationConfig config, ITieCheck check)
{
    /// <param name="wanted">The identifiers that still count.</param>
    /// <param name="leads">Whom those lead to that lead to somebody.</param>
    /// <param name="isShared">Whether too many claim an identifier.</param>
    internal TieVerdict Judge(
        ChangeCluster cluster,
        IReadOnlySet<Identifier> wanted,
        IReadOnlyDictionary<Identifier, StoredProfile> leads,
        Func<Identifier, bool> isShared)
    {
        var separated = Separated(cluster, leads);
        if (separated.Count > 0)
        {
            return new(separated, IsWhole: false);
        }

        var keys = cluster.Records.Select(r => r.Identifier).ToHashSet();
        var refused = Asked(cluster, keys, leads).Where(l => isShared(l.Key))
            .Select(l => Refused(NotTied.SharedIdentifier, cluster, l.Key, l.Value)).ToList();
        refused.AddRange(Contradictions(cluster, keys, leads.Where(l => !refused.Exists(r => r.Identifier == l.Key))));
        if (refused.Count > 0)
        {
            return new(refused, IsWhole: false);
        }

        var persons = leads.Values.DistinctBy(p => p.Profile.Id).ToList();
        return persons.Count == 0 || !WouldPassLimit(persons, wanted)
            ? TieVerdict.All
            : new([.. Asked(cluster, keys, leads).Select(l => Refused(NotTied.Limit, cluster, l.Key, l.Value))], IsWhole: false) { PassesLimit = true };
    }

    /// <summary>Whether the persons as one, with these identifiers too, would have more of a type than the policy allows.</summary>
    internal bool WouldPassLimit(IReadOnlyCollection<StoredProfile> persons, IEnumerable<Identifier> identifiers) => persons
        .SelectMany(p => p.Profile.Golden.Identifiers)
        .Concat(identifiers)
        .Where(config.Identity.Leads)
        .Distinct()
        .GroupBy(i => i.Type)
        .Any(g => g.Count() > config.Identity.LimitOf(g.Key));

    /// <summary>The changes without those browsers and devices that are more than their person may have.</summary>
    internal IReadOnlyList<Change> WithinLimits(Profile person, IReadOnlyList<Change> changes, ICollection<RefusedTie> refused)
    {
        if (!changes.Any(c => c.Identifiers.Any(i => config.Identity.IsWeak(i) && !person.Golden.Identifiers.Contains(i))))
        {
            return changes;
        }

        var had = person.Golden.Identifiers.Where(config.Identity.IsWeak).ToHashSet();
        var kept = new List<Change>(changes.Count);
        foreach (var change in changes)
        {
            var over = RecordKey.Of(change).IsPerson && PersonLinks.NamesSomebody(change, config.Identity)
                ? change.Identifiers.Where(i => config.Identity.IsWeak(i) && !TryTake(had, i)).ToList()
                : [];
            kept.Add(over.Count == 0 ? change : change with { Identifiers = [.. change.Identifiers.Except(over)] });
            foreach (var identifier in over)
            {
                refused.Add(new(NotTied.Limit, RecordKey.Of(change), identifier, null));
            }
        }

        return kept;
    }

    private bool TryTake(HashSet<Identifier> had, Identifier identifier)
    {
        var type = identifier.Type;
        return had.Contains(identifier) || (had.Count(i => i.Type == type) < config.Identity.LimitOf(type) && had.Add(identifier));
    }

    /// <summary>The identifiers of contacts that ask for a tie: not the keys of their own records, and not the link of a deal.</summary>
    private static IEnumerable<KeyValuePair<Identifier, StoredProfile>> Asked(
        ChangeCluster cluster, HashSet<Identifier> keys, IReadOnlyDictionary<Identifier, StoredProfile> leads) =>
        cluster.Records.Count == 0 ? [] : leads.Where(l => !keys.Contains(l.Key));

    /// <summary>What leads across a separation: the person of the change's own record stays, or the oldest, and whoever may be one with them.</summary>
    private static List<RefusedTie> Separated(ChangeCluster cluster, IReadOnlyDictionary<Identifier, StoredProfile> leads)
    {
        var byPerson = leads.GroupBy(l => l.Value.Profile.Id).ToList();
        if (byPerson.Count < 2 || cluster.Records.Count == 0)
        {
            return [];
        }

        var own = cluster.Changes.Select(c => RecordKey.Of(c).Identifier).ToHashSet();
        var refused = new List<RefusedTie>();
        var accepted = new List<StoredProfile>();
        foreach (var group in byPerson.OrderByDescending(g => g.Any(l => own.Contains(l.Key))).ThenBy(g => g.Key))
        {
            var person = group.First().Value;
            if (accepted.TrueForAll(a => PersonTies.Between(a.Profile, person.Profile).Count == 0))
            {
                accepted.Add(person);
            }
            else
            {
                refused.AddRange(group.Select(l => Refused(NotTied.Separated, cluster, l.Key, l.Value)));
            }
        }

        return refused;
    }

    private List<RefusedTie> Contradictions(
        ChangeCluster cluster, HashSet<Identifier> keys, IEnumerable<KeyValuePair<Identifier, StoredProfile>> leads)
    {
        if (check is NoTieCheck || cluster.Records.Count == 0)
        {
            return [];
        }

        var byPerson = leads.GroupBy(l => l.Value.Profile.Id).OrderBy(g => g.Key).ToList();
        var homes = byPerson.Where(g => g.Any(l => keys.Contains(l.Key))).ToList();
        var said = ProfileFold.Apply(Profile.New(default), cluster.Changes, config.Survivorship, (_, _) => false, config.Identity).After.Records;
        return cluster.Changes.Count == 1
            ? OfOne(cluster, [.. Side(homes, said.Values)], byPerson.Except(homes))
            : OfSeveral(cluster, [.. homes.Concat(byPerson.Except(homes)).Select(g => ContactsOf(g.First().Value)), .. Strangers(cluster, homes, said)]);
    }

    /// <summary>What one change says, with its person, against each person that it would be tied to.</summary>
    private List<RefusedTie> OfOne(
        ChangeCluster cluster, List<SourceRecord> side, IEnumerable<IGrouping<ProfileId, KeyValuePair<Identifier, StoredProfile>>> others)
    {
        var refused = new List<RefusedTie>();
        foreach (var other in others)
        {
            var records = ContactsOf(other.First().Value);
            if (check.Contradicts(side, records))
            {
                refused.AddRange(other.Select(l => Refused(NotTied.Contradiction, cluster, l.Key, l.Value)));
            }
            else
            {
                side.AddRange(records);
            }
        }

        return refused;
    }

    /// <summary>Of several changes it is not asked here which of them is the odd one: each is looked at by itself then.</summary>
    private List<RefusedTie> OfSeveral(ChangeCluster cluster, List<IReadOnlyList<SourceRecord>> sides)
    {
        for (var i = 0; i < sides.Count; i++)
        {
            for (var j = i + 1; j < sides.Count; j++)
            {
                if (check.Contradicts(sides[i], sides[j]))
                {
                    return [.. cluster.Identifiers.Take(1).Select(identifier => Refused(NotTied.Contradiction, cluster, identifier, null))];
                }
            }
        }

        return [];
    }

    private static IEnumerable<SourceRecord> Side(
        IEnumerable<IGrouping<ProfileId, KeyValuePair<Identifier, StoredProfile>>> homes, IEnumerable<SourceRecord> said) =>
        homes.SelectMany(g => ContactsOf(g.First().Value)).Concat(said.Where(r => r.Key.IsPerson));

    /// <summary>Records of the cluster of which nobody knows yet whose they are, each by itself.</summary>
    private static IEnumerable<IReadOnlyList<SourceRecord>> Strangers(
        ChangeCluster cluster,
        IEnumerable<IGrouping<ProfileId, KeyValuePair<Identifier, StoredProfile>>> homes,
        IReadOnlyDictionary<RecordKey, SourceRecord> said)
    {
        var known = homes.SelectMany(g => g.Select(l => l.Key)).ToHashSet();
        return cluster.Records.Where(r => !known.Contains(r.Identifier) && said.ContainsKey(r)).Select(r => (IReadOnlyList<SourceRecord>)[said[r]]);
    }

    private static IReadOnlyList<SourceRecord> ContactsOf(StoredProfile person) => [.. person.Profile.Records.Values.Where(r => r.Key.IsPerson)];

    private static RefusedTie Refused(NotTied why, ChangeCluster cluster, Identifier identifier, StoredProfile? other) =>
        new(why, cluster.Records.Min(), identifier, other?.Profile.Id);
}

/// <param name="Refused">Ties that are not made.</param>
/// <param name="IsWhole">Nothing stands against the cluster being one person with all whom it leads to.</param>
internal sealed record TieVerdict(IReadOnlyList<RefusedTie> Refused, bool IsWhole)
{
    public static TieVerdict All { get; } = new([], IsWhole: true);

    /// <summary>None of the identifiers is at fault: they are too many.</summary>
    public bool PassesLimit { get; init; }
}
