using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyIdentities(IIdentityStore store, PortFaults faults) : IIdentityStore
{
    public Task<IReadOnlyDictionary<Identifier, ProfileId>> FindAsync(IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.FindAsync(identifiers, cancellationToken));

    public Task<IReadOnlyDictionary<Identifier, IdentifierStanding>> StandingsAsync(
        IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.StandingsAsync(identifiers, cancellationToken));

    public Task<IdentifierStanding?> ContestAsync(Identifier identifier, ProfileId person, int sharedAfter, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.ContestAsync(identifier, person, sharedAfter, cancellationToken));

    public Task<IReadOnlyDictionary<Identifier, ProfileId>> ClaimAsync(
        ProfileId owner, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.ClaimAsync(owner, identifiers, cancellationToken));

    public Task RepointAsync(IReadOnlyCollection<Identifier> identifiers, ProfileId from, ProfileId to, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.RepointAsync(identifiers, from, to, cancellationToken));
}
