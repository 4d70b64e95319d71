using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>
/// Finds out for the contact records that changes reached whether they belong to somebody who shares no identifier with
/// them. First the record is published under its candidate keys, then it is looked who else is there: of two alike
/// records that arrive at once at least one sees the other. Last comes the mark that says that the record was matched as
/// it is: whoever dies before leaves the record to its redelivery, and what has not changed is not matched again.
/// </summary>
public sealed class RecordMatching(CandidateSearch search, MatchActs acts, TermLedger terms, MarkKeeper marks, IntegrationConfig config)
{
    /// <returns>Who the records' person is afterwards: the same, or the one whom they became part of.</returns>
    internal async Task<StoredProfile> MatchAsync(StoredProfile person, IEnumerable<RecordKey> touched, CancellationToken cancellationToken)
    {
        if (config.Matching is not { } policy)
        {
            return person;
        }

        foreach (var key in touched)
        {
            if (key.IsPerson && person.Profile.Records.TryGetValue(key, out var record))
            {
                person = await MatchAsync(person, record, policy, cancellationToken);
            }
        }

        return person;
    }

    /// <summary>Asks a steward about identifiers that lead to somebody whom the record contradicts.</summary>
    internal async Task AskAboutAsync(StoredProfile person, IEnumerable<RefusedTie> refused, CancellationToken cancellationToken)
    {
        if (config.Matching is not { } policy)
        {
            return;
        }

        foreach (var tie in refused.Where(t => t.Why == NotTied.Contradiction && t.Other is not null).DistinctBy(t => t.Other))
        {
            if (search.IsNews(tie.Identifier, person.Profile.Id) && person.Profile.Records.TryGetValue(tie.Record, out var record) && record.IsLive)
            {
                var other = policy.Prepare(await search.CurrentAsync(tie.Other!.Value, cancellationToken));
                await acts.AskAboutAsync(person, new(record.Key, policy.Prepare(record)), other, policy, cancellationToken);
            }
        }
    }

    private async Task<StoredProfile> MatchAsync(StoredProfile person, SourceRecord record, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        var known = person.Profile.Marks.GetValueOrDefault(record.Key);
        var prepared = record.IsLive ? policy.Prepare(record) : null;
        var keys = prepared is null ? [] : policy.Model.CandidateKeys(prepared);
        if (prepared is null || keys.Count == 0)
        {
            return await marks.WithdrawAsync(person, record.Key, cancellationToken);
        }

        var mark = new MatchMark(policy.FeaturesOf(record.Key, prepared), keys);
        if (known?.Features == mark.Features)
        {
            return person;
        }

        await search.PublishAsync(person.Profile.Id, keys, cancellationToken);
        var candidates = await search.FindAsync(person.Profile.Id, keys, policy, cancellationToken);
        var before = person.Profile;
        if (candidates.Count > 0)
        {
            person = await DecideAsync(person, new(record.Key, prepared), candidates, policy, cancellationToken);
        }

        if (known is null)
        {
            await CountAsync(before, person.Profile, record.Key, prepared, policy, cancellationToken);
        }

        var began = MatchMeter.Begin();
        person = await marks.SaveAsync(person, record.Key, mark, cancellationToken);
        search.Meter.Took(MatchStage.Mark, began);
        return person;
    }

    private async Task<StoredProfile> DecideAsync(
        StoredProfile person, Prepared record, IReadOnlyList<StoredProfile> candidates, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        var began = MatchMeter.Begin();
        var asked = candidates.Where(c => PersonTies.Between(person.Profile, c.Profile).Count == 0).Select(c => policy.Prepare(c)).Where(c => c.Records.Count > 0).ToList();
        if (asked.Count == 0)
        {
            return person;
        }

        var counts = await terms.ReadAsync(policy.Model.Terms(record.Features), cancellationToken);
        var own = policy.Prepare(person).Records.Where(r => r.Key != record.Key).Select(r => r.Features).ToList();
        var decision = policy.Decider.Decide(record.Features, own, [.. asked.Select(c => c.Features)], counts);
        began = search.Meter.Took(MatchStage.Decide, began);
        person = await acts.DoAsync(person, record.Key, decision, asked, policy, cancellationToken);
        search.Meter.Took(MatchStage.Act, began);
        return person;
    }

    /// <summary>A value counts once for a person: many records of one person do not make it common.</summary>
    private Task CountAsync(
        Profile before, Profile after, RecordKey key, MatchRecord prepared, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        var others = after.Records.Values.Where(r => r.Key.IsPerson && r.IsLive && r.Key != key && after.Marks.ContainsKey(r.Key)).ToList();
        var known = others.SelectMany(r => policy.Model.Terms(policy.Prepare(r))).ToHashSet();
        return terms.CountAsync(policy.Model.Terms(prepared).Where(t => !known.Contains(t)), others.Count == 0, Draw(before.Id), cancellationToken);
    }

    /// <summary>The last byte of an id is random.</summary>
    private static int Draw(ProfileId id) => id.Value.ToByteArray()[^1];
}
