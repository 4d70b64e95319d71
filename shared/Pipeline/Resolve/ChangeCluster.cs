using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Changes of a batch that share identifiers, and so are about one person: read once, written once.</summary>
internal sealed record ChangeCluster(IReadOnlyList<int> Indexes, IReadOnlyList<Change> Changes, IReadOnlySet<Identifier> Identifiers)
{
    /// <summary>Groups a batch; a change belongs to exactly one cluster.</summary>
    public static List<ChangeCluster> Group(IReadOnlyList<Change> changes, IdentityPolicy policy)
    {
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

    private static List<Identifier> IdentifiersOf(Change change, IdentityPolicy policy)
    {
        var own = RecordKey.Of(change);
        var identifiers = new List<Identifier>(change.Identifiers.Count + 1 + change.MergedKeys.Count) { own.Identifier };
        foreach (var key in change.MergedKeys)
        {
            identifiers.Add((own with { Key = key }).Identifier);
        }

        foreach (var identifier in change.Identifiers)
        {
            if (!policy.IsBlocked(identifier))
            {
                identifiers.Add(identifier);
            }
        }

        return identifiers;
    }

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
