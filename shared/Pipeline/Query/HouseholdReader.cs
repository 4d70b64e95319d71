using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Query;

/// <summary>
/// Who lives with a person. Rows only say whom to look at: who moved since is left out and their row removed, and who was
/// merged is shown as the survivor.
/// </summary>
public sealed class HouseholdReader(ProfileReader profiles, IHouseholdStore households, IntegrationConfig config)
{
    /// <summary>An address of more people than this is no household; the rest is not shown.</summary>
    private const int MostMembers = 200;

    public bool IsOn => config.Identity.Household.Count > 0;

    /// <summary>The others of the person's household, the oldest first.</summary>
    public async Task<IReadOnlyList<ProfileId>> OthersAsync(Profile person, CancellationToken cancellationToken)
    {
        if (HouseholdKey.Of(person.Golden, config.Identity) is not { } household)
        {
            return [];
        }

        var others = new SortedSet<ProfileId>();
        foreach (var member in await households.MembersAsync(household, MostMembers, cancellationToken))
        {
            var found = await profiles.FindAsync(member, cancellationToken);
            var livesHere = found is { IsPerson: true } && HouseholdKey.Of(found.Golden, config.Identity) == household;
            if (livesHere)
            {
                others.Add(found!.Id); // a person lives here, so one was found
            }

            if (livesHere && found!.Id != member)
            {
                await households.AddAsync(household, found.Id, cancellationToken);
            }

            if (!livesHere || found!.Id != member)
            {
                await households.RemoveAsync(household, member, cancellationToken);
            }
        }

        others.Remove(person.Id);
        return [.. others];
    }
}
