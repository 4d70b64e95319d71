using ServerlessCdi.Core.Changes;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>Law 2 over the whole pipeline, on real stores, with two instances that know nothing of each other.</summary>
public sealed class Any_order_ends_in_the_same_persons
{
    /// <summary>8 histories; as many as the environment variable <c>CDI_LAW_SEEDS</c> says, for a long run.</summary>
    public static TheoryData<int> Seeds { get; } =
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("CDI_LAW_SEEDS"), out var count) ? count : 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_order_any_cut_any_repetition_and_two_workers_at_once(int seed)
    {
        await using var rig = await Rig.StartAsync();
        var histories = new Histories(seed);
        var history = histories.Write().DistinctBy(c => (c.Source, c.Id)).ToList();
        var expected = await OneByOneAsync(rig, history);
        for (var run = 0; run < 3; run++)
        {
            var area = rig.NewArea();
            var batches = histories.Cut(histories.Shuffle(history));
            var workers = new[] { await rig.InstanceAsync(area), await rig.InstanceAsync(area) };
            await Task.WhenAll(workers.Select((worker, n) => WorkAsync(worker, [.. batches.Where((_, i) => i % 2 == n)])));

            var fresh = await rig.InstanceAsync(area);
            Assert.Equal(Histories.Together(history), await Persons.GroupsAsync(fresh, history));
            Assert.Equal(string.Join("\n\n", expected), string.Join("\n\n", await Persons.AllAsync(fresh, history)));
            await Persons.AssertNothingHalfDoneAsync(fresh, area);
        }
    }

    [Fact]
    public async Task A_privacy_deletion_takes_the_same_away_whenever_it_comes()
    {
        var before = Changes.Of(Changes.Crm, "1", "before", 1).Email("ada@example.com").Field("firstName", "Ada");
        var deletion = Changes.Of(Changes.Crm, "1", "deletion", 5).Deleted(privacy: true);
        var later = Changes.Of(Changes.Crm, "1", "later deletion", 7).Deleted(privacy: true);
        var other = Changes.Of(Changes.Shop, "9", "other", 3).Email("ada@example.com").Field("city", "Paris");
        Change[] history = [before, deletion, later, other];
        await using var rig = await Rig.StartAsync();
        var expected = await OneByOneAsync(rig, history);
        foreach (var order in Orders(history))
        {
            var area = rig.NewArea();
            var apart = await rig.InstanceAsync(area);
            await apart.OneByOneAsync(order);
            Assert.Equal(expected, await Persons.AllAsync(apart, history));

            var together = await rig.InstanceAsync(rig.NewArea());
            await together.TogetherAsync(order);
            Assert.Equal(expected, await Persons.AllAsync(together, history));
        }
    }

    [Fact]
    public async Task What_was_purged_leads_nobody_to_the_person_and_stands_nowhere()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(
            Changes.Of(Changes.Crm, "1", "said", 1).Email("ada@example.com").Field("firstName", "Ada"),
            Changes.Of(Changes.Crm, "1", "deletion", 5).Deleted(privacy: true),
            Changes.Of(Changes.Crm, "1", "late", 2).Email("ada@example.com").Field("firstName", "Ada"));

        Assert.Null(await instance.Reader.FindAsync("email", "ada@example.com", null, CancellationToken.None));
        var person = await instance.PersonAsync(Changes.Crm, "1");
        Assert.Empty(person.Golden.Fields);
        Assert.Equal(["crm/deletion"], await instance.TimelineAsync(person.Id));
        Assert.Equal(1, instance.Ended.Total(ChangeOutcome.Suppressed));
    }

    private static async Task<IReadOnlyList<string>> OneByOneAsync(Rig rig, IReadOnlyList<Change> history)
    {
        var single = await rig.InstanceAsync(rig.NewArea());
        await single.OneByOneAsync(history);
        return await Persons.AllAsync(single, history);
    }

    private static async Task WorkAsync(Instance worker, IReadOnlyList<IReadOnlyList<IReadOnlyList<Change>>> batches)
    {
        foreach (var batch in batches)
        {
            await worker.BatchAsync(batch);
        }
    }

    private static IEnumerable<Change[]> Orders(Change[] changes)
    {
        if (changes.Length == 1)
        {
            return [changes];
        }

        return changes.SelectMany(first => Orders([.. changes.Where(c => c != first)]).Select(rest => rest.Prepend(first).ToArray()));
    }
}
