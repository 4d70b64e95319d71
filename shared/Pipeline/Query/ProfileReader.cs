using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Query;

/// <summary>Reads persons as they are stored now; an id from before a merge answers with the survivor, and one who is being taken apart as they were.</summary>
public sealed class ProfileReader(IProfileStore profiles, IIdentityStore identities, IntegrationConfig config)
{
    private const int MaxRedirects = 32;

    public async Task<Profile?> FindAsync(ProfileId id, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops < MaxRedirects; hops++)
        {
            var stored = await profiles.LoadAsync(id, cancellationToken);
            if (stored?.Profile is not { Status: ProfileStatus.Merged or ProfileStatus.Merging or ProfileStatus.Restoring, MergedInto: { } next })
            {
                return stored?.Profile is { Status: ProfileStatus.Active or ProfileStatus.Splitting } profile ? profile : null;
            }

            id = next;
        }

        return null;
    }

    /// <summary>
    /// The person that holds the identifier, which may be written in any way that normalises to it. One that only used to
    /// hold it, before a privacy deletion, is not found by it. The key of a record that is no contact finds what keeps the
    /// record, which need not be a person; no other identifier finds such a profile.
    /// </summary>
    /// <param name="region">ISO 3166 country for a phone number without a country code.</param>
    public async Task<Profile?> FindAsync(string type, string value, string? region, CancellationToken cancellationToken)
    {
        if (Normalise(type, value, region) is not { } identifier)
        {
            return null;
        }

        var owners = await identities.FindAsync([identifier], cancellationToken);
        var person = owners.TryGetValue(identifier, out var owner) ? await FindAsync(owner, cancellationToken) : null;
        var holds = PersonLinks.MayLead(identifier)
            ? person?.Golden.Identifiers.Contains(identifier)
            : person?.Records.Keys.Any(r => r.Identifier == identifier);
        return holds == true ? person : null;
    }

    public IAsyncEnumerable<Change> TimelineAsync(ProfileId id, CancellationToken cancellationToken) => profiles.TimelineAsync(id, cancellationToken);

    /// <summary>Why the field is what it is; null where no record says anything of it.</summary>
    public FieldExplanation? Why(Profile profile, string field) => Survivorship.Explain([.. profile.Records.Values], field, config.Survivorship);

    /// <summary>What each configured destination was last told of the person, and what of the person it never is; nothing of a profile that is no person.</summary>
    public async Task<IReadOnlyList<DeliveryStanding>> DeliveriesAsync(Profile profile, CancellationToken cancellationToken)
    {
        var states = new List<DeliveryStanding>();
        foreach (var destination in profile.IsPerson ? config.Destinations : [])
        {
            var withheld = config.Withheld(destination.Settings).Where(w => Holds(profile.Golden, w.Key)).ToDictionary(StringComparer.Ordinal);
            states.Add(new(destination.Settings.Key, await profiles.LoadSentAsync(profile.Id, destination.Settings.Key, cancellationToken), withheld));
        }

        return states;
    }

    private static bool Holds(Golden golden, string name) => golden.Fields.ContainsKey(name) || golden.Identifiers.Any(i => i.Type == name);

    private static Identifier? Normalise(string type, string value, string? region)
    {
        if (type.StartsWith("external:", StringComparison.Ordinal))
        {
            return new Identifier(type, value);
        }

        return IdentifierRules.TryNormalise(type, value, region, out var identifier) ? identifier : null;
    }
}

/// <summary>Where a destination stands with a person.</summary>
/// <param name="Sent">What it was last told; null where it never was.</param>
/// <param name="Withheld">Fields and identifiers of the person that it asks for and never gets, each with the rule.</param>
public sealed record DeliveryStanding(string Destination, SentState? Sent, IReadOnlyDictionary<string, string> Withheld);
