using Microsoft.Extensions.Logging;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Notes ties that were not made: with the identifier, which so comes to be known as shared, and for the operator.</summary>
/// <param name="meter">Null where nobody is to be alerted.</param>
public sealed class RefusedTies(PersonStores stores, IntegrationConfig config, IdentityMeter? meter, ILogger<RefusedTies> log)
{
    private static readonly HashSet<string> KnownTypes =
        new(StringComparer.Ordinal) { Identifier.Email, Identifier.Phone, Identifier.UserId, Identifier.AnonymousId, Identifier.DeviceId };

    internal async Task NoteAsync(ProfileId person, IEnumerable<RefusedTie> refused, CancellationToken cancellationToken)
    {
        foreach (var tie in refused.DistinctBy(t => (t.Identifier, t.Why)))
        {
            var type = TypeOf(tie.Identifier);
            meter?.Refused(tie.Why, type);
            if (stores.Cache.IsApart(tie.Identifier, person))
            {
                continue;
            }

            if (tie.Why == NotTied.Limit)
            {
                Log.LimitReached(log, person, type, tie.Other);
            }

            if (tie.Other is not null && !tie.Identifier.IsExternal)
            {
                await ContestAsync(tie.Identifier, type, person, cancellationToken);
            }
        }
    }

    private async Task ContestAsync(Identifier identifier, string type, ProfileId person, CancellationToken cancellationToken)
    {
        var wasShared = stores.Cache.IsShared(identifier);
        var standing = await stores.Identities.ContestAsync(identifier, person, config.Identity.SharedAfterOf(identifier.Type), cancellationToken);
        if (standing is null || standing.Owner == person)
        {
            return;
        }

        stores.Cache.SetApart(identifier, person);
        if (standing.IsShared && !wasShared)
        {
            stores.Cache.SetShared(identifier);
            meter?.Shared(type);
            Log.IdentifierShared(log, type, standing.Owner, standing.People);
        }
    }

    /// <summary>Other types are named by whoever sends events, so they do not belong in a log or a metric.</summary>
    private static string TypeOf(Identifier identifier) => identifier switch
    {
        { IsExternal: true } => "external",
        _ when KnownTypes.Contains(identifier.Type) => identifier.Type,
        _ => "other",
    };
}
