using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Knows our own writes when they come back. A system that is source and destination reports what we told it as if it
/// were news; taken as news it would go out to the next such system and come back again. What we told is compared after
/// dropping case, spacing and punctuation, because a vendor may change those.
/// </summary>
public sealed class EchoDetector(PersonStores stores, IntegrationConfig config)
{
    private static readonly Func<Change, FieldChange, bool> Never = (_, _) => false;

    private readonly ILookup<string, string> _destinationsBySystem = config.Destinations
        .ToLookup(d => d.Settings.System, d => d.Settings.Key, StringComparer.Ordinal);

    public async ValueTask<Func<Change, FieldChange, bool>> ForAsync(ProfileId person, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        HashSet<(string Source, string Echo)>? told = null;
        foreach (var source in changes.Select(c => c.Source).Distinct())
        {
            if (config.Source(source) is not { } configured)
            {
                continue;
            }

            foreach (var destination in _destinationsBySystem[configured.Settings.System])
            {
                var sent = await stores.Profiles.LoadSentAsync(person, destination, cancellationToken);
                foreach (var echo in sent?.Echoes ?? [])
                {
                    (told ??= []).Add((source, echo));
                }
            }
        }

        return told is null ? Never : (change, field) => !field.Value.IsNull && told.Contains((change.Source, Echo.Of(field.Name, field.Value)));
    }
}
