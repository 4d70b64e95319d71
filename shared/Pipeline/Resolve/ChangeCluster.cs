using System.Collections.Frozen;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Changes of a batch that share identifiers, and so are about one person: read once, written once.</summary>
/// <param name="Identifiers">What leads to the person. The key of a record that is no contact is here only where nothing else is.</param>
internal sealed record ChangeCluster(IReadOnlyList<int> Indexes, IReadOnlyList<Change> Changes, IReadOnlySet<Identifier> Identifiers)
{
    /// <summary>Keys of records that hang on the person: taken for them where they are free, and never a reason to tie two persons.</summary>
    public IReadOnlySet<Identifier> Hanging { get; } =
        Changes.All(IsOfPerson) ? FrozenSet<Identifier>.Empty : Changes.SelectMany(HangingOf).ToHashSet();

    /// <summary>Groups a batch; a change belongs to exactly one cluster.</summary>
    public static List<ChangeCluster> Group(IReadOnlyList<Change> changes, IdentityPolicy policy)
    {
        changes = changes.All(IsOfPerson) ? changes : [.. changes.Select(c => Trimmed(c, policy))];
        var parents = new int[changes.Count];
        var identifiers = new List<Identifier>[changes.Count];
        var first = new Dictionary<Identifier, int>();
        for (var i = 0; i < changes.Count; i++)
        {
            parents[i] = i;
            identifiers[i] = IdentifiersOf(changes[i], policy);
            foreach (var identifier in identifiers[i])
            {
                if (!first.TryAdd(identifier, i))
                {
                    Union(parents, first[identifier], i);
                }
            }
        }

        return [.. Enumerable.Range(0, changes.Count)
            .GroupBy(i => Root(parents, i))
            .Select(g => new ChangeCluster([.. g], [.. g.Select(i => changes[i])], g.SelectMany(i => identifiers[i]).ToHashSet()))];
    }

    /// <summary>Each change on its own, where the cluster as a whole may not be one person.</summary>
    public IEnumerable<ChangeCluster> Split(IdentityPolicy policy) =>
        Changes.Select((change, n) => new ChangeCluster([Indexes[n]], [change], IdentifiersOf(change, policy).ToHashSet()));

    /// <summary>A change of another object names one person at most; what the policy blocks names nobody.</summary>
    private static Change Trimmed(Change change, IdentityPolicy policy)
    {
        if (IsOfPerson(change) || change.Identifiers.Count == 0)
        {
            return change;
        }

        return change with { Identifiers = PersonLinks.Of(change with { Identifiers = [.. change.Identifiers.Where(i => !policy.IsBlocked(i))] }) };
    }

    private static IEnumerable<Identifier> HangingOf(Change change)
    {
        if (IsOfPerson(change))
        {
            return [];
        }

        var own = RecordKey.Of(change);
        var absorbed = change.MergedKeys.Select(k => (own with { Key = k }).Identifier);
        return change.Identifiers.Count > 0 ? absorbed.Prepend(own.Identifier) : absorbed;
    }

    private static List<Identifier> IdentifiersOf(Change change, IdentityPolicy policy)
    {
        var own = RecordKey.Of(change);
        if (!IsOfPerson(change))
        {
            return [change.Identifiers.Count > 0 ? change.Identifiers[0] : own.Identifier];
        }

        var identifiers = new List<Identifier>(change.Identifiers.Count + 1 + change.MergedKeys.Count) { own.Identifier };
        foreach (var key in change.MergedKeys)
        {
            identifiers.Add((own with { Key = key }).Identifier);
        }

        foreach (var identifier in PersonLinks.Of(change))
        {
            if (!policy.IsBlocked(identifier))
            {
                identifiers.Add(identifier);
            }
        }

        return identifiers;
    }

    private static bool IsOfPerson(Change change) => change.Record.Object == PersonLinks.PersonObject;

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
        {
            i = parents[i] = parents[parents[i]];
        }

        return i;
    }

    private static void Union(int[] parents, int a, int b)
    {
        var (low, high) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(low, high)] = Math.Min(low, high);
    }
}
