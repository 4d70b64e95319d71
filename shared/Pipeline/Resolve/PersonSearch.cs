using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>How far the search for a cluster's person has come.</summary>
internal sealed class PersonSearch(ChangeCluster cluster)
{
    private readonly List<RefusedTie> _refused = [];

    public ChangeCluster Cluster { get; } = cluster;

    /// <summary>The identifiers that still count.</summary>
    public HashSet<Identifier> Wanted { get; } = [.. cluster.Identifiers];

    public Dictionary<Identifier, ProfileId> Owners { get; set; } = [];

    /// <summary>Some of the owners were in memory, and may be overtaken.</summary>
    public bool IsRemembered { get; set; }

    /// <summary>The owners were read from the store after their persons were.</summary>
    public bool IsVerified { get; set; }

    public List<Identifier> Unowned => [.. Wanted.Where(i => !Owners.ContainsKey(i))];

    /// <summary>Goes on without the identifiers that may not tie; false where the cluster cannot be one person in this way.</summary>
    public bool TryDrop(TieVerdict verdict)
    {
        _refused.AddRange(verdict.Refused);
        if (verdict.PassesLimit || Cluster.Changes.Count > 1)
        {
            return false;
        }

        foreach (var tie in verdict.Refused)
        {
            Wanted.Remove(tie.Identifier);
            Owners.Remove(tie.Identifier);
        }

        return true;
    }

    public FoundPerson Found(StoredProfile person) => new(person, _refused);

    public FoundPerson NotAsOne() => new(null, _refused);
}

/// <param name="Person">
/// May not be stored yet. Null where the cluster leads to persons who may not be one: then each change goes by itself, and
/// one that passes a limit even so goes to its own record's person.
/// </param>
/// <param name="Refused">Ties that were asked for and not made.</param>
internal sealed record FoundPerson(StoredProfile? Person, IReadOnlyList<RefusedTie> Refused);
