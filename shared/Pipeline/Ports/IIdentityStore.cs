using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Which person an identifier leads to. An identifier leads to one person at most; the first to claim it has it.</summary>
public interface IIdentityStore
{
    /// <summary>The owners of those identifiers that have one.</summary>
    Task<IReadOnlyDictionary<Identifier, ProfileId>> FindAsync(IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken);

    /// <summary>The same, and whether so many others claimed the identifier that it ties nobody any more.</summary>
    Task<IReadOnlyDictionary<Identifier, IdentifierStanding>> StandingsAsync(
        IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken);

    /// <summary>Claims the identifiers for a person; returns the owner that each has afterwards, which may be another who came first.</summary>
    Task<IReadOnlyDictionary<Identifier, ProfileId>> ClaimAsync(ProfileId owner, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken);

    /// <summary>Hands identifiers from one person to another; those that lead elsewhere by now are left alone.</summary>
    Task RepointAsync(IReadOnlyCollection<Identifier> identifiers, ProfileId from, ProfileId to, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a person other than the owner has the identifier and was not tied to them. Said again of the same person
    /// it changes nothing. An identifier that nobody owns has no such note.
    /// </summary>
    /// <param name="sharedAfter">Most people, the owner included, who may have it; with one more it is shared, and stays so.</param>
    Task<IdentifierStanding?> ContestAsync(Identifier identifier, ProfileId person, int sharedAfter, CancellationToken cancellationToken);
}

/// <param name="People">How many have the identifier without being one person, the owner included. It counts no further once it is shared.</param>
/// <param name="IsShared">It still leads to its owner for who asks, and ties nobody to them.</param>
public sealed record IdentifierStanding(ProfileId Owner, int People, bool IsShared);
