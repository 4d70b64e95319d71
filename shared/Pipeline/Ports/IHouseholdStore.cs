using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>
/// Who was said to live in a household. It may name persons who moved or were merged since: whoever reads looks at the
/// persons themselves.
/// </summary>
public interface IHouseholdStore
{
    /// <param name="household">The values that its persons have in common, as one text. It is stored as a keyed hash only.</param>
    Task AddAsync(string household, ProfileId person, CancellationToken cancellationToken);

    Task RemoveAsync(string household, ProfileId person, CancellationToken cancellationToken);

    Task<IReadOnlyList<ProfileId>> MembersAsync(string household, int max, CancellationToken cancellationToken);
}
