using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Which person an identifier leads to. An identifier leads to one person at most; the first to claim it has it.</summary>
public interface IIdentityStore
{
    /// <summary>The owners of those identifiers that have one.</summary>
    Task<IReadOnlyDictionary<Identifier, ProfileId>> FindAsync(IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken);

    /// <summary>Claims the identifiers for a person; returns the owner that each has afterwards, which may be another who came first.</summary>
    Task<IReadOnlyDictionary<Identifier, ProfileId>> ClaimAsync(ProfileId owner, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken);

    /// <summary>Hands identifiers from one person to another; those that lead elsewhere by now are left alone.</summary>
    Task RepointAsync(IReadOnlyCollection<Identifier> identifiers, ProfileId from, ProfileId to, CancellationToken cancellationToken);
}
