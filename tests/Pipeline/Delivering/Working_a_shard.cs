using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Delivering;

public sealed class Working_a_shard
{
    private const string Warehouse = "warehouse";

    [Fact]
    public async Task No_more_calls_are_made_in_a_window_than_the_rate_allows()
    {
        await using var rig = await Rig.StartAsync(new Setup
        {
            Destinations = [Setup.Destination(Warehouse) with { RateLimit = 3, RateWindow = TimeSpan.FromSeconds(10) }],
        });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.TogetherAsync([.. Enumerable.Range(1, 8).Select(n => Person(n))]);
        foreach (var calls in (int[])[3, 6, 8])
        {
            await instance.PokeAsync(Warehouse);
            await instance.PokeAsync(Warehouse);
            Assert.Equal(calls, rig.Http.CallsTo(Warehouse));
            rig.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(2, (await rig.PokesAsync()).Later);
        Assert.Empty(await instance.RowsAsync(Warehouse));
    }

    [Fact]
    public async Task A_call_carries_as_many_persons_as_the_destination_takes()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse, batch: 5)] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.TogetherAsync([.. Enumerable.Range(1, 12).Select(n => Person(n))]);
        await instance.PokeAsync(Warehouse);

        Assert.Equal([2, 5, 5], rig.Http.To(Warehouse).Select(b => b.GetProperty("data").GetArrayLength()).Order());
        Assert.Equal(12, instance.Delivered.Total(DeliveryOutcome.Sent));
    }

    [Fact]
    public async Task What_changed_during_the_call_is_told_after_it()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse)] });
        var instance = await rig.InstanceAsync();
        var other = await rig.InstanceAsync();
        rig.Http.Answer(Warehouse, async _ =>
        {
            rig.Http.Answer(Warehouse, 200);
            await other.OneByOneAsync(Person(1) with { Id = "meanwhile", OccurredAt = Changes.At(9), Fields = [new("firstName", FieldValue.Text("Ada"))] });
            return ScriptedHttp.Status(200);
        });
        await instance.OneByOneAsync(Person(1));
        await instance.PokeAsync(Warehouse);

        Assert.Equal(["Name 1", "Ada"], rig.Http.To(Warehouse).Select(FirstName));
        Assert.Empty(await instance.RowsAsync(Warehouse));
    }

    [Fact]
    public async Task A_burst_of_changes_to_one_person_is_one_call_with_the_last_state()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse)] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        for (var n = 1; n <= 5; n++)
        {
            await instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", $"c{n}", n).Field("firstName", $"Name {n}"));
        }

        await instance.PokeAsync(Warehouse);
        Assert.Equal("Name 5", FirstName(Assert.Single(rig.Http.To(Warehouse))));
    }

    [Fact]
    public async Task Nothing_leaves_that_the_destination_may_not_have()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse) with { Fields = ["city"], Identifiers = [] }] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(1).Email("ada@example.com").Field("city", "Paris"));
        await instance.PokeAsync(Warehouse);
        var data = Assert.Single(rig.Http.To(Warehouse)).GetProperty("data");
        Assert.Equal(["city"], data.GetProperty("fields").EnumerateObject().Select(f => f.Name));
        Assert.Equal(0, data.GetProperty("identifiers").GetArrayLength());

        // A change of what it may not have is no news for it.
        await instance.OneByOneAsync(Person(1) with { Id = "rename", OccurredAt = Changes.At(9), Fields = [new("firstName", FieldValue.Text("Eve"))] });
        await instance.PokeAsync(Warehouse);
        Assert.Equal(1, rig.Http.CallsTo(Warehouse));
        Assert.Equal(1, instance.Delivered.Total(DeliveryOutcome.Unchanged));
    }

    private static Change Person(int n) => Changes.Of(Changes.Crm, $"{n}", $"c{n}", 1).Field("firstName", $"Name {n}");

    private static string? FirstName(JsonElement body) => body.GetProperty("data").GetProperty("fields").GetProperty("firstName").GetString();
}
