using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Delivering;

/// <summary>Law 8: a destination that does not answer well costs nobody else anything, and loses nothing.</summary>
public sealed class A_destination_in_trouble
{
    private const string Dead = "dead";
    private const string Live = "live";

    private static readonly Setup Setup = new() { Destinations = [Setup.Destination(Dead), Setup.Destination(Live)] };

    [Fact]
    public async Task Its_rows_grow_while_the_other_destination_is_served()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Dead, 0);
        rig.Http.Answer(Live, 200);
        var instance = await rig.InstanceAsync();
        for (var n = 1; n <= 4; n++)
        {
            await instance.OneByOneAsync(Person(n));
            await instance.PokeAsync(Dead);
            await instance.PokeAsync(Live);
            Assert.Equal(n, (await instance.RowsAsync(Dead)).Count);
            Assert.Empty(await instance.RowsAsync(Live));
        }

        Assert.Equal(4, rig.Http.CallsTo(Live));
        Assert.Equal(1, rig.Http.CallsTo(Dead));
    }

    [Fact]
    public async Task The_pause_doubles_from_a_second_to_a_quarter_of_an_hour_and_ends_with_the_first_success()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Dead, 503);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(1));
        for (var failure = 1; failure <= 14; failure++)
        {
            await instance.PokeAsync(Dead);
            Assert.Equal(failure, rig.Http.CallsTo(Dead));
            var pause = (await instance.StateAsync(Dead)).BlockedUntil - rig.Time.GetUtcNow();
            var doubled = TimeSpan.FromSeconds(Math.Min(900, Math.Pow(2, failure - 1)));
            Assert.InRange(pause, doubled, doubled * 1.2);
            rig.Time.Advance(pause - TimeSpan.FromMilliseconds(1));
            await instance.PokeAsync(Dead);
            Assert.Equal(failure, rig.Http.CallsTo(Dead));
            rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        rig.Http.Answer(Dead, 200);
        await instance.PokeAsync(Dead);
        Assert.Equal(0, (await instance.StateAsync(Dead)).Failures);
        Assert.Empty(await instance.RowsAsync(Dead));
    }

    [Fact]
    public async Task A_burst_during_the_pause_arranges_one_poke_and_not_one_each()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Dead, 500);
        var instance = await rig.InstanceAsync();
        for (var n = 1; n <= 8; n++)
        {
            await instance.OneByOneAsync(Person(n));
            await (await rig.InstanceAsync()).PokeAsync(Dead);
        }

        Assert.Equal(1, (await rig.PokesAsync()).Later);
        Assert.Equal(1, rig.Http.CallsTo(Dead));
        Assert.Equal(8, (await instance.RowsAsync(Dead)).Count);
    }

    [Fact]
    public async Task It_is_left_alone_for_as_long_as_it_asks()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Dead, 429, ("Retry-After", "77"));
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(1));
        await instance.PokeAsync(Dead);
        Assert.Equal(rig.Time.GetUtcNow().AddSeconds(77), (await instance.StateAsync(Dead)).BlockedUntil);
        rig.Time.Advance(TimeSpan.FromSeconds(76));
        await instance.PokeAsync(Dead);
        Assert.Equal(1, rig.Http.CallsTo(Dead));
        rig.Http.Answer(Dead, 200);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await instance.PokeAsync(Dead);
        Assert.Empty(await instance.RowsAsync(Dead));
    }

    [Fact]
    public async Task Gone_for_good_it_pauses_until_someone_resumes_it()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Dead, 410);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(1));
        await instance.PokeAsync(Dead);
        Assert.NotNull((await instance.StateAsync(Dead)).PausedBecause);
        Assert.Equal(0, (await rig.PokesAsync()).Later);
        rig.Time.Advance(TimeSpan.FromDays(365));
        await instance.PokeAsync(Dead);
        Assert.Equal(1, rig.Http.CallsTo(Dead));

        rig.Http.Answer(Dead, 200);
        var config = instance.Get<ServerlessCdi.Pipeline.Configuration.IntegrationConfig>();
        await instance.Get<DeliverySweep>().ResumeAsync(config.Destination(Dead)!, CancellationToken.None);
        await instance.PokeAsync(Dead);
        Assert.Equal(2, rig.Http.CallsTo(Dead));
        Assert.Null((await instance.StateAsync(Dead)).PausedBecause);
        Assert.Empty(await instance.RowsAsync(Dead));
    }

    [Fact]
    public async Task With_credentials_refused_it_pauses_and_tries_again_by_itself()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Dead, 401);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(1));
        await instance.PokeAsync(Dead);
        var state = await instance.StateAsync(Dead);
        Assert.NotNull(state.PausedBecause);
        Assert.InRange(state.BlockedUntil - rig.Time.GetUtcNow(), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));
        Assert.Equal(1, (await rig.PokesAsync()).Later);
        rig.Time.Advance(TimeSpan.FromMinutes(15));
        rig.Http.Answer(Dead, 200);
        await instance.PokeAsync(Dead);
        Assert.Null((await instance.StateAsync(Dead)).PausedBecause);
        Assert.Empty(await instance.RowsAsync(Dead));
    }

    [Fact]
    public async Task What_it_refuses_is_recorded_as_failed_and_tried_again_only_with_news()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Dead, 422);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(1));
        await instance.PokeAsync(Dead);
        await instance.PokeAsync(Dead);
        Assert.Equal(1, rig.Http.CallsTo(Dead));
        Assert.Empty(await instance.RowsAsync(Dead));
        var sent = await instance.Profiles.LoadSentAsync((await instance.PersonAsync(Changes.Crm, "1")).Id, Dead, CancellationToken.None);
        Assert.Equal(DeliveryOutcome.Failed, sent!.Outcome);
        Assert.Equal("the destination answered 422", sent.Reason);

        rig.Http.Answer(Dead, 200);
        await instance.OneByOneAsync(Person(1) with { Id = "news", OccurredAt = Changes.At(9) });
        await instance.PokeAsync(Dead);
        Assert.Equal(2, rig.Http.CallsTo(Dead));
        Assert.Equal(1, instance.Delivered.Total(DeliveryOutcome.Sent));
        Assert.Equal(1, instance.Delivered.Total(DeliveryOutcome.Failed));
    }

    [Fact]
    public async Task The_sweep_wakes_shards_that_a_crash_left_with_rows_and_no_others()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        Assert.Equal(0, await instance.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        var id = Core.Profiles.ProfileId.Create(Rig.Start);
        await instance.Work.UpsertAsync([new WorkItem(new WorkShard(Dead, 0), id, Rig.Start)], CancellationToken.None);
        Assert.Equal(1, await instance.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        Assert.Equal(1, (await rig.PokesAsync()).Now);
    }

    private static Change Person(int n) => Changes.Of(Changes.Crm, $"{n}", $"c{n}", 1).Field("firstName", $"Name {n}");
}
