using System.Collections.Immutable;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>Identifiers as they are, and above them as a rehearsal claimed them.</summary>
internal sealed class ImaginedIdentities(IIdentityStore real) : IIdentityStore
{
    private const int Remembered = 400_000;

    private readonly Lock _gate = new();
    private readonly Memory<Identifier, ProfileId> _claimed = new(Remembered);
    private readonly Memory<Identifier, Contest> _contested = new(Remembered);

    public async Task<IReadOnlyDictionary<Identifier, ProfileId>> FindAsync(IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var (owners, unknown) = Imagined(identifiers);
        if (unknown.Count > 0)
        {
            foreach (var (identifier, owner) in await real.FindAsync(unknown, cancellationToken))
            {
                owners[identifier] = owner;
            }
        }

        return owners;
    }

    public async Task<IReadOnlyDictionary<Identifier, IdentifierStanding>> StandingsAsync(
        IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var stored = await real.StandingsAsync(identifiers, cancellationToken);
        var owners = await FindAsync(identifiers, cancellationToken);
        lock (_gate)
        {
            return owners.ToDictionary(o => o.Key, o => Standing(o.Key, o.Value, stored.GetValueOrDefault(o.Key)));
        }
    }

    /// <summary>Whom the store counted already is counted once more: only a hash of them is known.</summary>
    public async Task<IdentifierStanding?> ContestAsync(
        Identifier identifier, ProfileId person, int sharedAfter, CancellationToken cancellationToken)
    {
        var standings = await StandingsAsync([identifier], cancellationToken);
        if (!standings.TryGetValue(identifier, out var standing) || standing.IsShared || standing.Owner == person)
        {
            return standing;
        }

        lock (_gate)
        {
            var known = _contested.TryGet(identifier, out var contest) ? contest : new Contest(standing.People, [], false);
            var claimants = known.Claimants.Add(person);
            _contested.Set(identifier, known with { Claimants = claimants, IsShared = known.Before + claimants.Count > sharedAfter });
            return Standing(identifier, standing.Owner, standing);
        }
    }

    public async Task<IReadOnlyDictionary<Identifier, ProfileId>> ClaimAsync(
        ProfileId owner, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var known = await FindAsync(identifiers, cancellationToken);
        var owners = new Dictionary<Identifier, ProfileId>();
        lock (_gate)
        {
            foreach (var identifier in identifiers)
            {
                // Another may have claimed it since it was looked for.
                if (!_claimed.TryGet(identifier, out var first) && !known.TryGetValue(identifier, out first))
                {
                    first = owner;
                    _claimed.Set(identifier, owner);
                }

                owners[identifier] = first;
            }
        }

        return owners;
    }

    public async Task RepointAsync(IReadOnlyCollection<Identifier> identifiers, ProfileId from, ProfileId to, CancellationToken cancellationToken)
    {
        var owners = await FindAsync(identifiers, cancellationToken);
        lock (_gate)
        {
            foreach (var identifier in identifiers.Where(i => owners.TryGetValue(i, out var owner) && owner == from))
            {
                _claimed.Set(identifier, to);
            }
        }
    }

    private IdentifierStanding Standing(Identifier identifier, ProfileId owner, IdentifierStanding? stored) => _contested.TryGet(identifier, out var contest)
        ? new(owner, contest.Before + contest.Claimants.Count, contest.IsShared)
        : new(owner, stored?.People ?? 1, stored?.IsShared ?? false);

    private (Dictionary<Identifier, ProfileId> Owners, List<Identifier> Unknown) Imagined(IReadOnlyCollection<Identifier> identifiers)
    {
        var owners = new Dictionary<Identifier, ProfileId>();
        var unknown = new List<Identifier>();
        lock (_gate)
        {
            foreach (var identifier in identifiers)
            {
                if (_claimed.TryGet(identifier, out var owner))
                {
                    owners[identifier] = owner;
                }
                else
                {
                    unknown.Add(identifier);
                }
            }
        }

        return (owners, unknown);
    }

    /// <param name="Before">People whom the store counts, the owner included.</param>
    private sealed record Contest(int Before, ImmutableHashSet<ProfileId> Claimants, bool IsShared);
}
