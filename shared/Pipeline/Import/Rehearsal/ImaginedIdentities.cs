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
}
