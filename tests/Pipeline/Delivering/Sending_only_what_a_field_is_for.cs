using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Delivering;

public sealed class Sending_only_what_a_field_is_for
{
    private const string News = "news";
    private const string Books = "books";

    private static readonly Setup Setup = new()
    {
        Mapping = """
            {"object": "contact", "id": "id", "fields": [
            {"from": "city", "to": "city", "sensitivity": "sensitive"},
            {"from": "firstName", "to": "firstName", "purposes": ["marketing"]},
            {"from": "email", "to": "email", "purposes": ["marketing"]}]}
            """,
        Destinations =
        [
            Setup.Destination(News) with { Consent = new("marketing", "email") },
            Setup.Destination(Books) with { SensitiveFields = ["city"] },
        ],
    };

    private static readonly Change Ada =
        Changes.Of(Changes.Crm, "1", "ada", 1).Field("firstName", "Ada").Field("city", "York").Email("ada@example.com").Consent(ConsentState.Granted);

    [Fact]
    public async Task Each_destination_gets_what_is_for_it_and_the_rest_is_shown_with_the_rule()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(News, 200);
        rig.Http.Answer(Books, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada);
        await instance.PokeAsync(News);
        await instance.PokeAsync(Books);

        var news = Assert.Single(rig.Http.To(News)).GetRawText();
        Assert.Contains("Ada", news, StringComparison.Ordinal);
        Assert.Contains("ada@example.com", news, StringComparison.Ordinal);
        Assert.DoesNotContain("York", news, StringComparison.Ordinal);
        var books = Assert.Single(rig.Http.To(Books)).GetRawText();
        Assert.Contains("York", books, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", books, StringComparison.OrdinalIgnoreCase);

        var standings = await instance.Reader.DeliveriesAsync(await instance.PersonAsync(Changes.Crm, "1"), CancellationToken.None);
        Assert.Equal(["city"], standings.Single(s => s.Destination == News).Withheld.Keys);
        Assert.Equal(["email", "firstName"], standings.Single(s => s.Destination == Books).Withheld.Keys.Order(StringComparer.Ordinal));
        Assert.All(standings.SelectMany(s => s.Withheld.Values), rule => Assert.StartsWith("the field is ", rule, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withheld_field_that_changes_is_no_reason_to_send()
    {
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(News, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada);
        await instance.PokeAsync(News);

        await instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", "moved", 2).Field("city", "Hull"));
        await instance.PokeAsync(News);

        Assert.Equal(1, rig.Http.CallsTo(News));
    }
}
