using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Delivering;

/// <summary>Law 4.</summary>
public sealed class Asking_for_consent_when_it_is_sent
{
    private const string Warehouse = "warehouse";

    private static readonly Setup Setup = new() { Destinations = [Setup.Destination(Warehouse) with { Consent = new("marketing", "email") }] };
    private static readonly Change Ada = Changes.Of(Changes.Crm, "1", "ada", 1).Field("firstName", "Ada");

    [Theory]
    [InlineData(ConsentState.Denied)]
    [InlineData(ConsentState.Withdrawn)]
    [InlineData(ConsentState.Pending)]
    [InlineData(ConsentState.Expired)]
    [InlineData(ConsentState.Unknown)]
    public async Task Without_a_yes_it_is_withheld_and_says_why(ConsentState state)
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada.Consent(state));
        await instance.PokeAsync(Warehouse);

        Assert.Empty(rig.Http.Calls);
        Assert.Empty(await instance.RowsAsync(Warehouse));
        Assert.Equal(1, instance.Delivered.Total(DeliveryOutcome.Withheld));
        Assert.Equal($"consent for marketing by email is {state}", (await SentAsync(instance))?.Reason);
    }

    [Fact]
    public async Task Where_nothing_was_ever_said_it_is_withheld()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada);
        await instance.PokeAsync(Warehouse);
        Assert.Empty(rig.Http.Calls);
        Assert.Equal("consent for marketing by email is Unknown", (await SentAsync(instance))?.Reason);
    }

    [Fact]
    public async Task A_yes_that_comes_before_the_sending_counts()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada, Consent("yes", 2, ConsentState.Granted));
        await instance.PokeAsync(Warehouse);
        Assert.Equal(1, rig.Http.CallsTo(Warehouse));
        Assert.Equal(1, instance.Delivered.Total(DeliveryOutcome.Sent));
    }

    [Fact]
    public async Task A_yes_taken_back_before_the_sending_stops_it()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada.Consent(ConsentState.Granted));
        Assert.Single(await instance.RowsAsync(Warehouse));

        // By another instance, whose knowledge this one's memory has not.
        await (await rig.InstanceAsync()).OneByOneAsync(Consent("no", 2, ConsentState.Withdrawn));
        await instance.PokeAsync(Warehouse);
        Assert.Empty(rig.Http.Calls);
        Assert.Equal("consent for marketing by email is Withdrawn", (await SentAsync(instance))?.Reason);
    }

    private static Change Consent(string id, int second, ConsentState state) =>
        Changes.Of(Changes.Crm, "1", id, second).Consent(state) with { Kind = ChangeKind.Consent };

    private static async Task<SentState?> SentAsync(Instance instance) =>
        await instance.Profiles.LoadSentAsync((await instance.PersonAsync(Changes.Crm, "1")).Id, Warehouse, CancellationToken.None);
}
