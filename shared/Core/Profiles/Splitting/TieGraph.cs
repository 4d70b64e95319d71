using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;

namespace ServerlessCdi.Core.Profiles.Splitting;

/// <summary>
/// What ties the contact records of a person: identifiers that several have or had, and links. Browsers, addresses of a
/// function and what too many share tie nobody here, as they tie no two persons when they arrive.
/// </summary>
internal sealed class TieGraph
{
    private readonly Dictionary<RecordKey, List<(RecordKey Other, RemainingTie Tie)>> _edges = [];

    /// <param name="shared">Identifiers that so many claim that they tie nobody any more.</param>
    public TieGraph(Profile person, IEnumerable<IdentityLink> links, IdentityPolicy policy, IReadOnlySet<Identifier> shared)
    {
        foreach (var record in person.Records.Keys.Where(k => k.IsPerson))
        {
            _edges[record] = [];
        }

        AddIdentifiers([.. person.Records.Values.Where(r => r.Key.IsPerson).OrderBy(r => r.Key)], policy, shared);
        foreach (var link in links.Where(l => _edges.ContainsKey(l.Left) && _edges.ContainsKey(l.Right)))
        {
            Add(link.Left, link.Right, RemainingTie.Of(link));
        }
    }

    /// <summary>The records that hang together with this one.</summary>
    public HashSet<RecordKey> From(RecordKey record) => [.. Reach(record).Keys];

    /// <summary>What ties two records on the shortest way from one to the other; null where nothing does.</summary>
    public IReadOnlyList<RemainingTie>? Path(RecordKey from, RecordKey to)
    {
        var reached = Reach(from);
        if (!reached.ContainsKey(to))
        {
            return null;
        }

        var path = new List<RemainingTie>();
        for (var at = to; at != from; at = reached[at].Before)
        {
            path.Insert(0, reached[at].Tie!);
        }

        return path;
    }

    private void AddIdentifiers(List<SourceRecord> records, IdentityPolicy policy, IReadOnlySet<Identifier> shared)
    {
        var first = new Dictionary<ForgottenIdentifier, RecordKey>();
        var loose = BlockedOf(records, policy);
        loose.UnionWith(shared.Select(ForgottenIdentifier.Of));
        foreach (var record in records)
        {
            var said = record.Identifiers.Keys.Where(i => policy.Leads(i) && PersonLinks.MayLead(i)).Select(ForgottenIdentifier.Of);
            foreach (var identifier in said.Concat(record.Forgotten).Where(i => !policy.Weak.Contains(i.Type) && !loose.Contains(i)))
            {
                if (!first.TryAdd(identifier, record.Key) && first[identifier] != record.Key)
                {
                    Add(first[identifier], record.Key, RemainingTie.Of(identifier));
                }
            }
        }
    }

    /// <summary>What the policy blocks, in the form in which what was forgotten is kept.</summary>
    private static HashSet<ForgottenIdentifier> BlockedOf(List<SourceRecord> records, IdentityPolicy policy)
    {
        var types = records.SelectMany(r => r.Forgotten).Select(f => f.Type).Distinct().ToList();
        return [.. from blocked in policy.Blocked
                   from type in types
                   where blocked.Key == type || blocked.Key == "*"
                   from value in blocked.Value
                   select ForgottenIdentifier.Of(new(type, value))];
    }

    private void Add(RecordKey one, RecordKey other, RemainingTie tie)
    {
        _edges[one].Add((other, tie));
        _edges[other].Add((one, tie));
    }

    private Dictionary<RecordKey, (RecordKey Before, RemainingTie? Tie)> Reach(RecordKey from)
    {
        var reached = new Dictionary<RecordKey, (RecordKey, RemainingTie?)> { [from] = (from, null) };
        var queue = new Queue<RecordKey>([from]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var (other, tie) in _edges[at])
            {
                if (reached.TryAdd(other, (at, tie)))
                {
                    queue.Enqueue(other);
                }
            }
        }

        return reached;
    }
}

/// <summary>Something that ties two records still. It names no value of either.</summary>
/// <param name="LinkId">For a link.</param>
/// <param name="IdentifierType">For an identifier that both have, or had until a privacy deletion.</param>
public sealed record RemainingTie(string? LinkId, string? IdentifierType)
{
    internal static RemainingTie Of(IdentityLink link) => new(link.Id, null);

    internal static RemainingTie Of(ForgottenIdentifier identifier) => new(null, identifier.Type);
}
