using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>What has become of a cluster so far.</summary>
internal sealed class ClusterWork(ChangeCluster cluster, FoundPerson found)
{
    private readonly HashSet<ProfileId> _persons = [];
    private IReadOnlyList<RefusedTie> _asFound = found.Refused;

    public ChangeCluster Cluster { get; } = cluster;

    public ChangeOutcome[] Outcomes { get; } = new ChangeOutcome[cluster.Changes.Count];

    /// <summary>Browsers and devices that are more than the person may have, so that no record here has them.</summary>
    public Dictionary<Identifier, RefusedTie> TooMany { get; } = [];

    /// <summary>Ties of browsers and devices that were not made after the commit.</summary>
    public List<RefusedTie> NotAttached { get; } = [];

    public IEnumerable<RefusedTie> Refused => _asFound.Concat(TooMany.Values).Concat(NotAttached);

    /// <summary>The person was found anew, because another changed them; what was refused before is decided anew too.</summary>
    public StoredProfile? FoundAgain(FoundPerson again)
    {
        _asFound = again.Refused;
        return again.Person;
    }

    /// <summary>The change as it is for its person: a record that it absorbed and that a separation keeps away stays whole where it is.</summary>
    public Change Here(Change change)
    {
        var own = RecordKey.Of(change);
        var away = _asFound.Where(r => r.Why == NotTied.Separated).Select(r => r.Identifier).ToHashSet();
        return away.Count == 0 || change.MergedKeys.Count == 0
            ? change
            : change with { MergedKeys = [.. change.MergedKeys.Where(k => !away.Contains((own with { Key = k }).Identifier))] };
    }

    /// <summary>Notes whom destinations must be told of; a profile that is no person is nobody's business.</summary>
    public void Reached(Profile profile)
    {
        if (profile.IsPerson)
        {
            _persons.Add(profile.Id);
        }
    }

    public ClusterResult Result() => new(Outcomes, _persons, [.. Refused]);
}

/// <param name="Persons">Whom destinations must be told of.</param>
/// <param name="Refused">Ties that identifiers asked for and that were not made, once for each identifier and reason.</param>
internal sealed record ClusterResult(IReadOnlyList<ChangeOutcome> Outcomes, IReadOnlySet<ProfileId> Persons, IReadOnlyList<RefusedTie> Refused);
