using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Keeps who lives with whom, after the person's commit. A crash in between is made good when the change comes again, and
/// what is left of a former address is found out by whoever reads it.
/// </summary>
public sealed class Households(PersonStores stores, IHouseholdStore households, IntegrationConfig config)
{
    internal async Task RefreshAsync(IEnumerable<ProfileId> persons, CancellationToken cancellationToken)
    {
        if (config.Identity.Household.Count == 0)
        {
            return;
        }

        foreach (var id in persons)
        {
            var person = (await stores.LoadAsync(id, cancellationToken)).Profile;
            var now = person is { Status: ProfileStatus.Active, IsPerson: true } ? HouseholdKey.Of(person.Golden, config.Identity) : null;
            var isRemembered = stores.Cache.TryGetHousehold(id, out var before);
            if (isRemembered && before == now)
            {
                continue;
            }

            if (now is not null)
            {
                await households.AddAsync(now, id, cancellationToken);
            }

            if (before is not null)
            {
                await households.RemoveAsync(before, id, cancellationToken);
            }

            stores.Cache.SetHousehold(id, now);
        }
    }
}
