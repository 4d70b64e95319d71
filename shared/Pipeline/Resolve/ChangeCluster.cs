using System.Collections.Frozen;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Changes of a batch that share identifiers, and so are about one person: read once, written once.</summary>
/// <param name="Identifiers">
/// What leads to the person, weak identifiers of contacts excepted. The key of a record that is no contact is here only where
/// nothing else is.
/// </param>
internal sealed record ChangeCluster(IReadOnlyList<int> Indexes, IReadOnlyList<Change> Changes, IReadOnlySet<Identifier> Identifiers)
{
    /// <summary>Keys of records that hang on the person: taken for them where they are free, and never a reason to tie two persons.</summary>
    public IReadOnlySet<Identifier> Hanging { get; } =
        Changes.All(IsOfPerson) ? FrozenSet<Identifier>.Empty : Changes.SelectMany(HangingOf).ToHashSet();

    /// <summary>Browsers and devices that its contacts used, in the order in which they are named. They come after everything else.</summary>
    public IReadOnlyList<Identifier> Weak { get; private init; } = [];

    /// <summary>Nothing here names anybody: it belongs to whoever used the browser or device.</summary>
    public bool IsAnonymous { get; private init; }

    /// <summary>The contact records that the changes are of, those that they absorb included.</summary>
    public IReadOnlySet<RecordKey> Records { get; } = Changes.Where(IsOfPerson).SelectMany(RecordsOf).ToHashSet();

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
            .Select(g => Of([.. g], [.. g.Select(i => changes[i])], g.SelectMany(i => identifiers[i]), policy))];
    }

    /// <summary>Each change on its own, where the cluster as a whole may not be one person.</summary>
    public IEnumerable<ChangeCluster> Split(IdentityPolicy policy) =>
        Changes.Select((change, n) => Of([Indexes[n]], [change], IdentifiersOf(change, policy), policy));

    /// <summary>The only change of the cluster as its own record's and nobody else's: what would tie it is taken off.</summary>
    public ChangeCluster Alone() =>
        new(Indexes, [Changes[0] with { Identifiers = [], MergedKeys = [] }], new HashSet<Identifier> { RecordKey.Of(Changes[0]).Identifier });

    private static ChangeCluster Of(IReadOnlyList<int> indexes, IReadOnlyList<Change> changes, IEnumerable<Identifier> identifiers, IdentityPolicy policy)
    {
        var weak = changes.Where(IsOfPerson).SelectMany(PersonLinks.Of).Where(i => policy.IsWeak(i) && policy.Leads(i)).Distinct().ToList();
        return new(indexes, changes, identifiers.ToHashSet())
        {
            Weak = weak,
            IsAnonymous = weak.Count > 0 && changes.All(c => IsOfPerson(c) && !PersonLinks.NamesSomebody(c, policy)),
        };
    }

    private static IEnumerable<RecordKey> RecordsOf(Change change)
    {
        var own = RecordKey.Of(change);
        return change.MergedKeys.Select(k => own with { Key = k }).Prepend(own);
    }

    /// <summary>A change of another object names one person at most; what leads nowhere names nobody.</summary>
    private static Change Trimmed(Change change, IdentityPolicy policy)
    {
        if (IsOfPerson(change) || change.Identifiers.Count == 0)
        {
            return change;
        }

        return change with { Identifiers = PersonLinks.Of(change with { Identifiers = [.. change.Identifiers.Where(policy.Leads)] }) };
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
            if (policy.Leads(identifier) && !policy.IsWeak(identifier))
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
