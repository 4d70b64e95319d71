using System.Text.Json;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>
/// Law 2 where records hang on persons: whatever is said of deals and orders, in whatever order, the same contacts are one
/// person as without them, with the same golden bytes. What was said of a record that is never handed on is the same too.
/// </summary>
public sealed class Deals_and_orders_make_no_difference_to_persons
{
    public static TheoryData<int> Seeds => Any_order_ends_in_the_same_persons.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task In_any_order_any_cut_any_repetition_and_with_two_workers_at_once(int seed)
    {
        await using var rig = await Rig.StartAsync();
        var histories = new Histories(seed);
        var contacts = histories.Write().DistinctBy(c => (c.Source, c.Id)).Select(Apart).ToList();
        IReadOnlyList<Change> all = [.. contacts, .. new HangingHistories(seed).Write().Select(Apart)];
        var alone = await OneByOneAsync(rig, contacts);
        var expected = await OneByOneAsync(rig, all);
        Assert.Equal(await PersonsAsync(alone, contacts, withConsents: false), await PersonsAsync(expected, contacts, withConsents: false));
        for (var run = 0; run < 3; run++)
        {
            var area = rig.NewArea();
            var batches = histories.Cut(histories.Shuffle(all));
            var workers = new[] { await rig.InstanceAsync(area), await rig.InstanceAsync(area) };
            await Task.WhenAll(workers.Select(async (worker, n) =>
            {
                foreach (var batch in batches.Where((_, i) => i % 2 == n))
                {
                    await worker.BatchAsync(batch);
                }
            }));

            var fresh = await rig.InstanceAsync(area);
            Assert.Equal(Histories.Together(contacts), await Persons.GroupsAsync(fresh, contacts));
            Assert.Equal(await PersonsAsync(expected, contacts, withConsents: true), await PersonsAsync(fresh, contacts, withConsents: true));
            Assert.Equal(await KeptAsync(expected, all), await KeptAsync(fresh, all));
            await AssertEachIsWhereItsLinkLeadsAsync(fresh, all);
            await Persons.AssertNothingHalfDoneAsync(fresh, area);
        }
    }

    /// <summary>No two privacy deletions at the same instant: of these, two workers at once may keep either's timeline entry or none.</summary>
    private static Change Apart(Change change, int n) => change.Privacy ? change with { OccurredAt = change.OccurredAt.AddTicks(n + 1) } : change;

    private static async Task<Instance> OneByOneAsync(Rig rig, IReadOnlyList<Change> history)
    {
        var single = await rig.InstanceAsync(rig.NewArea());
        await single.OneByOneAsync(history);
        return single;
    }

    /// <summary>Each person once: golden bytes, contact records, and what the timeline has of contacts.</summary>
    private static async Task<string> PersonsAsync(Instance instance, IReadOnlyList<Change> contacts, bool withConsents)
    {
        var persons = new Dictionary<ProfileId, Profile>();
        foreach (var record in contacts.SelectMany(Persons.RecordsOf).Distinct())
        {
            var person = await instance.FindAsync(record);
            persons[person!.Id] = person;
        }

        var texts = new List<string>();
        foreach (var person in persons.Values)
        {
            var golden = GoldenDocument.Of(person.Golden);
            var shown = JsonSerializer.Serialize(withConsents ? golden : golden with { Consents = [] }, CoreJson.Relaxed.GoldenDocument);
            texts.Add(string.Join('\n', [shown, .. await RecordsAsync(instance, person, r => r.IsPerson)]));
        }

        return string.Join("\n\n", texts.Order(StringComparer.Ordinal));
    }

    /// <summary>The records that were never handed on, wherever they are, whole.</summary>
    private static async Task<string> KeptAsync(Instance instance, IReadOnlyList<Change> all)
    {
        var texts = new List<string>();
        foreach (var record in all.Select(RecordKey.Of).Where(r => !r.IsPerson && !HangingHistories.IsHandedOn(r)).Distinct().Order())
        {
            var keeper = await instance.FindAsync(record);
            texts.AddRange(await RecordsAsync(instance, keeper!, r => r == record));
        }

        return string.Join('\n', texts);
    }

    private static async Task<IEnumerable<string>> RecordsAsync(Instance instance, Profile profile, Func<RecordKey, bool> which)
    {
        var said = await instance.Profiles.TimelineAsync(profile.Id, CancellationToken.None).Where(c => which(RecordKey.Of(c)))
            .Select(c => $"{c.Source}/{c.Id}").Order(StringComparer.Ordinal).ToListAsync();
        return profile.Records.Values.Where(r => which(r.Key)).OrderBy(r => r.Key)
            .Select(r => JsonSerializer.Serialize(RecordDocument.Of(r), CoreJson.Relaxed.RecordDocument)).Append(string.Join(' ', said));
    }

    private static async Task AssertEachIsWhereItsLinkLeadsAsync(Instance instance, IReadOnlyList<Change> all)
    {
        foreach (var change in all.Where(c => !RecordKey.Of(c).IsPerson && c.Identifiers.Count > 0))
        {
            var owners = await instance.Identities.FindAsync([change.Identifiers[0]], CancellationToken.None);
            var home = await instance.Reader.FindAsync(owners[change.Identifiers[0]], CancellationToken.None);
            Assert.True(home!.Records[RecordKey.Of(change)].IsLinked);
        }
    }
}
