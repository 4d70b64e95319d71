using System.Net;
using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

public sealed class LookingAtAProfile : IDisposable
{
    private const string Id = "0198c0de-0000-7000-8000-000000000001";

    private const string Profile = """
        {"id":"0198c0de-0000-7000-8000-000000000001","version":7,
         "fields":{"city":{"value":"London","source":"hubspot-eu","object":"contact","record":"50101","time":"2026-01-01T00:00:00+00:00","change":"c1","rule":"newest"},
                   "visits":{"value":3,"source":"web","object":"contact","record":"u1","time":"2026-01-02T00:00:00+00:00","change":"c2","rule":"only-value"}},
         "identifiers":[{"type":"email","value":"ada@example.com","shared":true}],
         "consents":[{"purpose":"marketing","channel":"email","state":"Withdrawn","source":"sendgrid","time":"2026-01-03T00:00:00+00:00"}],
         "records":[],
         "companies":[{"source":"hubspot-eu","key":"77","current":true,"time":"2026-01-01T00:00:00+00:00","namedBy":"hubspot-eu","record":"50101"}],
         "related":{"deal":[{"source":"hubspot-eu","object":"deal","key":"900","deleted":false,"changedAt":"2026-01-05T00:00:00+00:00",
                             "fields":{"amount":{"value":1200,"time":"t"},"lost":{"value":null,"time":"t"},"stage":{"value":"won","time":"t"}}},
                            {"source":"hubspot-eu","object":"deal","key":"901","deleted":true,"changedAt":"2026-01-04T00:00:00+00:00","fields":{}}]},
         "deliveries":[{"destination":"brevo","outcome":"Withheld","version":6,"time":"2026-01-03T00:00:01+00:00","reason":"consent","withheld":{"iban":"the field is sensitive"}}]}
        """;

    private readonly CliRun _cli = new();

    [Theory]
    [InlineData("ada@example.com", """{"type":"email","value":"ada@example.com"}""")]
    [InlineData("+44 20 7946 0958", """{"type":"phone","value":"\u002B44 20 7946 0958"}""")]
    [InlineData("020 7946 0958", """{"type":"phone","value":"020 7946 0958","region":"GB"}""", "--region", "GB")]
    [InlineData("u-17", """{"type":"user_id","value":"u-17"}""", "--type", "user_id")]
    public async Task An_identifier_goes_in_the_body_with_its_type(string who, string body, params string[] more)
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile);

        Assert.Equal(0, await _cli.RunAsync(["profile", who, .. more]));

        Assert.Equal(body, Assert.Single(_cli.App.Calls).Body);
    }

    [Fact]
    public async Task An_id_is_asked_for_directly()
    {
        _cli.App.On($"GET /api/profiles/{Id}", HttpStatusCode.OK, Profile);

        Assert.Equal(0, await _cli.RunAsync("profile", Id));
    }

    [Fact]
    public async Task A_field_is_shown_with_its_source_record_time_and_rule()
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile);

        Assert.Equal(0, await _cli.RunAsync("profile", "ada@example.com"));

        Assert.Equal(["city", "London", "hubspot-eu", "contact 50101", "2026-01-01T00:00:00+00:00", "newest"], Row("city"));
        Assert.Equal(["visits", "3", "web", "contact u1", "2026-01-02T00:00:00+00:00", "only-value"], Row("visits"));
        Assert.Equal(["email", "ada@example.com", "true"], Row("email"));
        Assert.Equal(["hubspot-eu", "77", "true", "hubspot-eu", "2026-01-01T00:00:00+00:00"], Rows("hubspot-eu")[0]);
        Assert.Equal(["marketing", "email", "Withdrawn", "sendgrid", "2026-01-03T00:00:00+00:00"], Row("marketing"));
        Assert.Equal(["brevo", "Withheld", "6", "2026-01-03T00:00:01+00:00", "consent"], Rows("brevo")[0]);
        Assert.Matches(@"brevo\s+│ iban\s+│ the field is sensitive", _cli.Out);
    }

    [Fact]
    public async Task Deals_and_orders_are_listed_by_object_with_their_newest_fields_live_or_deleted()
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile);

        Assert.Equal(0, await _cli.RunAsync("profile", "ada@example.com"));

        var deals = Rows("deal");
        Assert.Equal(["deal", "900", "hubspot-eu", "live", "2026-01-05T00:00:00+00:00", "amount=1200, stage=won"], deals[0]);
        Assert.Equal(["deal", "901", "hubspot-eu", "deleted", "2026-01-04T00:00:00+00:00"], deals[1]);
        Assert.DoesNotContain("No contact record", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lives_at_the_same_address_is_listed_by_id()
    {
        const string Other = "0198c0de-0000-7000-8000-000000000002";
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile);
        _cli.App.On($"GET /api/profiles/{Id}/household", HttpStatusCode.OK, $$"""{"id":"{{Id}}","members":["{{Other}}"]}""");

        Assert.Equal(0, await _cli.RunAsync("profile", "ada@example.com", "--household"));

        Assert.Contains(Other, _cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("London", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_keeps_records_of_nobody_says_so()
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile.Replace("\"version\":7", "\"version\":7,\"isPerson\":false", StringComparison.Ordinal));

        Assert.Equal(0, await _cli.RunAsync("profile", "900", "--type", "external:hubspot-eu:deal"));

        Assert.Contains("No contact record is here", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_vendor_wrote_cannot_steer_the_terminal_or_pose_as_markup()
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile.Replace("London", "[red]\\u001b[2J\\u202eLondon[/]", StringComparison.Ordinal));

        Assert.Equal(0, await _cli.RunAsync("profile", "ada@example.com"));

        Assert.DoesNotContain('\u001b', _cli.Out);
        Assert.DoesNotContain('\u202e', _cli.Out);
        Assert.Equal("[red]\ufffd[2J\ufffdLondon[/]", Row("city")[1]);
    }

    [Fact]
    public async Task Why_names_the_winner_and_the_losers_with_the_rule()
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile).On($"GET /api/profiles/{Id}/why/city", HttpStatusCode.OK, """
            {"field":"city","winner":{"value":"London","source":"hubspot-eu","object":"contact","record":"50101","time":"t2","change":"c","rule":"source-priority"},
             "losers":[{"value":"Paris","source":"web","object":"contact","record":"u1","time":"t1","change":"d","lostBy":"source-priority"}]}
            """);

        Assert.Equal(0, await _cli.RunAsync("profile", "ada@example.com", "--why", "city"));

        Assert.Contains("city is London", _cli.Out, StringComparison.Ordinal);
        Assert.Equal(["winner", "London", "hubspot-eu", "contact 50101", "t2", "source-priority"], Row("winner"));
        Assert.Equal(["loser", "Paris", "web", "contact u1", "t1", "lost by source-priority"], Row("loser"));
    }

    [Fact]
    public async Task The_timeline_shows_events_and_changes_and_where_it_goes_on()
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile).On($"GET /api/profiles/{Id}/timeline?before=2026-02-01", HttpStatusCode.OK, """
            {"entries":[{"id":"e1","source":"web","object":"contact","record":"u1","kind":"Event","occurredAt":"t2","receivedAt":"t2","event":"Order Completed","properties":{"total":5},"fields":{}},
                        {"id":"e2","source":"hubspot-eu","object":"contact","record":"50101","kind":"Upsert","occurredAt":"t1","receivedAt":"t1","fields":{"city":"London"}}],
             "next":"t1"}
            """);

        Assert.Equal(0, await _cli.RunAsync("profile", "ada@example.com", "--timeline", "--before", "2026-02-01"));

        Assert.Equal(["t2", "web", "contact u1", "Order Completed", """{"total":5}"""], Row("t2"));
        Assert.Equal(["t1", "hubspot-eu", "contact 50101", "Upsert", "city=London"], Row("t1"));
        Assert.Contains("--before t1", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_the_apps_answer_is_the_only_output()
    {
        _cli.App.On("POST /api/profiles/lookup", HttpStatusCode.OK, Profile);

        Assert.Equal(0, await _cli.RunAsync("profile", "ada@example.com", "--json"));

        using var shown = JsonDocument.Parse(_cli.Out);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Profile).RootElement, shown.RootElement));
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public async Task A_person_that_is_not_there_has_an_exit_code_of_its_own()
    {
        _cli.App.On(
            "POST /api/profiles/lookup",
            HttpStatusCode.NotFound,
            """{"title":"There is no such profile","detail":"No person is stored under this id or identifier."}""");

        Assert.Equal(3, await _cli.RunAsync("profile", "020 7946 0958"));

        Assert.StartsWith("cdi: There is no such profile: No person is stored", _cli.Error, StringComparison.Ordinal);
        Assert.Contains("--region", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profile", "ada")]
    [InlineData("profile", "a@b.c", "--why", "city", "--timeline")]
    [InlineData("profile", "a@b.c", "--before", "2026-01-01")]
    public async Task A_question_that_cannot_be_asked_is_refused(params string[] order)
    {
        Assert.Equal(2, await _cli.RunAsync(order));

        Assert.Empty(_cli.App.Calls);
    }

    public void Dispose() => _cli.Dispose();

    /// <summary>The cells of the last table row whose first cell is this.</summary>
    private string[] Row(string first) => Rows(first)[^1];

    private List<string[]> Rows(string first) =>
        [.. _cli.Out.Split('\n').Select(line => line.Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length > 1 && cells[0] == first)];
}
