using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Delivering;

/// <summary>Law 6: systems that are source and destination report what they were told as if it were news.</summary>
public sealed class Knowing_our_own_writes_again
{
    private static readonly Setup Setup = new()
    {
        Destinations = [Setup.Destination("to-crm", Changes.Crm), Setup.Destination("to-mail", Changes.Mail)],
    };

    private static readonly Change News = Changes.Of(Changes.Shop, "7", "news", 1).Email("ada@example.com").Field("city", "Saint-Denis");

    [Theory]
    [InlineData("SAINT DENIS")]
    [InlineData("saint-denis")]
    [InlineData(" Saint  Denis ")]
    public async Task An_echo_in_another_form_changes_nothing_and_is_told_to_nobody(string rewritten)
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer("to-crm", 200);
        rig.Http.Answer("to-mail", 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(News);
        await PokeBothAsync(instance);
        Assert.Equal(2, rig.Http.Calls.Count);

        await instance.OneByOneAsync(Echo(rewritten));
        await PokeBothAsync(instance);

        Assert.Equal(2, rig.Http.Calls.Count);
        var person = await instance.PersonAsync(Changes.Crm, "1");
        Assert.Equal("Saint-Denis", person.Golden.Fields["city"].Value.AsText());
        Assert.Equal(SurvivorshipRule.NotAnEcho, person.Golden.Fields["city"].Rule);
    }

    [Fact]
    public async Task An_echo_that_overtakes_the_answer_to_the_call_is_known_too()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        rig.Http.Answer("to-mail", 200);
        rig.Http.Answer("to-crm", async _ =>
        {
            await instance.OneByOneAsync(Echo("SAINT-DENIS"));
            return ScriptedHttp.Status(200);
        });
        await instance.OneByOneAsync(News);
        await PokeBothAsync(instance);
        await PokeBothAsync(instance);

        Assert.Equal("Saint-Denis", (await instance.PersonAsync(Changes.Crm, "1")).Golden.Fields["city"].Value.AsText());
        Assert.Equal(1, rig.Http.CallsTo("to-crm"));
        Assert.Equal(1, rig.Http.CallsTo("to-mail"));
    }

    [Fact]
    public async Task Real_news_from_the_same_system_is_not_mistaken_for_an_echo()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer("to-crm", 200);
        rig.Http.Answer("to-mail", 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(News);
        await PokeBothAsync(instance);
        await instance.OneByOneAsync(Echo("Lyon"));
        await PokeBothAsync(instance);

        Assert.Equal("Lyon", (await instance.PersonAsync(Changes.Crm, "1")).Golden.Fields["city"].Value.AsText());
        Assert.Equal("Lyon", City(rig.Http.To("to-mail")[^1]));
    }

    [Fact]
    public async Task Two_systems_that_each_rewrite_what_they_are_told_come_to_rest()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        var reports = new Queue<Change>();
        rig.Http.Answer("to-crm", body => Report(body, Changes.Crm, "1", c => c.ToUpperInvariant()));
        rig.Http.Answer("to-mail", body => Report(body, Changes.Mail, "5", c => c.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        await instance.OneByOneAsync(News);
        for (var round = 0; round < 20; round++)
        {
            await PokeBothAsync(instance);
            while (reports.TryDequeue(out var report))
            {
                await instance.OneByOneAsync(report);
            }
        }

        // One call each for the news; the tie of the two systems' records adds no field and no identifier that they may have.
        Assert.Equal(2, rig.Http.Calls.Count);
        Assert.Equal("Saint-Denis", (await instance.PersonAsync(Changes.Shop, "7")).Golden.Fields["city"].Value.AsText());

        Task<Connectors.OutboundResponse?> Report(JsonElement body, string source, string key, Func<string, string> rewrite)
        {
            var number = rig.Http.Calls.Count;
            reports.Enqueue(Changes.Of(source, key, $"report{number}", 10 + number).Email("ada@example.com").Field("city", rewrite(City(body)!)));
            return Task.FromResult<Connectors.OutboundResponse?>(ScriptedHttp.Status(200));
        }
    }

    private static Change Echo(string city) => Changes.Of(Changes.Crm, "1", "echo", 5).Email("ada@example.com").Field("city", city);

    private static string? City(JsonElement body) => body.GetProperty("data").GetProperty("fields").GetProperty("city").GetString();

    private static async Task PokeBothAsync(Instance instance)
    {
        await instance.PokeAsync("to-crm");
        await instance.PokeAsync("to-mail");
    }
}
