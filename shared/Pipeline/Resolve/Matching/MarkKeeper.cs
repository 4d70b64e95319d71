using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>
/// Keeps with each person which of their records were matched, and as what. A mark is stored under the person's ETag, so
/// that none is left behind with one who was merged meanwhile.
/// </summary>
public sealed class MarkKeeper(PersonStores stores, CandidateSearch search, ICandidateStore candidates, IntegrationConfig config)
{
    private const int MaxAttempts = 50;

    /// <summary>Of a record that nobody is to find.</summary>
    private static readonly MatchMark Withdrawn = new("", []);

    /// <summary>
    /// Notes that the record was matched as it is, and takes away the keys that it had before. A record that changed
    /// meanwhile is left to whoever changed it.
    /// </summary>
    internal async Task<StoredProfile> SaveAsync(StoredProfile person, RecordKey record, MatchMark mark, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (!person.Profile.Records.TryGetValue(record, out var now) || !IsStill(now, mark))
            {
                return person;
            }

            var gone = OnlyOf(person.Profile, record, person.Profile.Marks.GetValueOrDefault(record)?.Keys ?? []).Except(mark.Keys).ToList();
            if (await stores.MarkAsync(person, record, mark, cancellationToken) is { } stored)
            {
                await candidates.PublishAsync(person.Profile.Id, [], gone, cancellationToken);
                return stored;
            }

            person = await search.CurrentAsync(person.Profile.Id, cancellationToken);
        }

        throw new StoreContentionException(person.Profile.Id);
    }

    /// <summary>Nobody is to find the record any more.</summary>
    internal async Task<StoredProfile> WithdrawAsync(StoredProfile person, RecordKey record, CancellationToken cancellationToken) =>
        person.Profile.Marks.GetValueOrDefault(record) is { Keys.Count: > 0 }
            ? await SaveAsync(person, record, Withdrawn, cancellationToken)
            : person;

    /// <summary>Whether the record is as the mark says.</summary>
    private bool IsStill(SourceRecord record, MatchMark mark)
    {
        var policy = config.Matching!; // marks are only kept where there is one
        var prepared = record.IsLive ? policy.Prepare(record) : null;
        var features = prepared is null || policy.Model.CandidateKeys(prepared).Count == 0 ? Withdrawn.Features : policy.FeaturesOf(record.Key, prepared);
        return features == mark.Features;
    }

    /// <summary>Keys that no other record of the person is to be found under.</summary>
    private static IEnumerable<string> OnlyOf(Profile person, RecordKey record, IEnumerable<string> keys) =>
        keys.Except(person.Marks.Where(m => m.Key != record).SelectMany(m => m.Value.Keys));
}
