using System.Net;
using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

/// <summary><c>cdi identity reviews</c>, <c>review</c> and the decisions.</summary>
public sealed class DecidingOnReviews : IDisposable
{
    private const string Row = """
        {"id":"r1","kind":"pair","status":"open","bits":4.5,"left":"p1","right":"p2","openedAt":"t1","ageSeconds":216000,"assignee":"ines"}
        """;

    private const string Shown = $$$"""
        {"review":{{{Row}}},"redacted":true,
         "score":{"priorBits":-12,"bits":4.5,"model":"default-1","fields":[{"field":"name","level":"close","bits":9.5,"frequencyBits":2},{"field":"birthDate","level":"exact","bits":5,"frequencyBits":0}]},
         "left":{"profile":"p1","records":[
           {"source":"crm","object":"contact","key":"‹text 2›","compared":true,"fields":{"firstName":"‹text 3›"},"identifiers":[{"type":"email","value":"‹text 9›"}]},
           {"source":"shop","object":"contact","key":"‹text 3›","compared":false,"fields":{"city":"‹text 6›"},"identifiers":[]}]},
         "right":{"profile":"p2","records":[
           {"source":"mail","object":"contact","key":"‹text 4›","compared":true,"fields":{"firstName":"‹text 4›","lastName":"‹text 8›"},"identifiers":[]}]}}
        """;

    private readonly CliRun _cli = new();

    [Fact]
    public async Task Reviews_are_listed_by_filter_with_the_way_to_more()
    {
        _cli.App.On(
            "GET /api/identity/reviews?status=open&kind=pair&assignee=o%27brien&minBits=2.5&limit=5&continuation=abc",
            HttpStatusCode.OK,
            $$"""{"reviews":[{{Row}}],"continuation":"def"}""");

        Assert.Equal(0, await _cli.RunAsync(
            "identity", "reviews", "--status", "open", "--kind", "pair", "--assignee", "o'brien", "--min-bits", "2.5", "--limit", "5", "--continuation", "abc"));

        Assert.Matches(@"r1 │ pair │\s+4.5 │ 2.5 days │ ines\s+│ open\s+│ p1\s+│ p2", _cli.Out);
        Assert.Equal("There is more: add --continuation def", _cli.Error.TrimEnd());
    }

    [Fact]
    public async Task Reviews_that_nobody_has_taken_are_asked_for_and_where_none_is_it_says_so()
    {
        _cli.App.On("GET /api/identity/reviews?unassigned=true", HttpStatusCode.OK, """{"reviews":[]}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "reviews", "--unassigned"));

        Assert.Equal("No review is here.", _cli.Out.TrimEnd());
    }

    [Fact]
    public async Task A_summary_says_how_many_are_open_and_for_how_long()
    {
        _cli.App.On("GET /api/identity/reviews/summary", HttpStatusCode.OK, """
            {"open":3,"oldestOpenedAt":"t0","oldestAgeSeconds":7200,"counts":[{"kind":"pair","status":"open","count":3},{"kind":"limit","status":"rejected","count":1}]}
            """);

        Assert.Equal(0, await _cli.RunAsync("identity", "reviews", "--summary"));

        Assert.Matches(@"limit │ rejected │\s+1", _cli.Out);
        Assert.Contains("3 open, the oldest for 2 hours.", _cli.Out, StringComparison.Ordinal);
        Assert.Equal(2, await _cli.RunAsync("identity", "reviews", "--summary", "--kind", "pair"));
    }

    [Fact]
    public async Task Both_sides_stand_beside_one_another_under_the_sum_of_bits()
    {
        _cli.App.On("GET /api/identity/reviews/r1", HttpStatusCode.OK, Shown);

        Assert.Equal(0, await _cli.RunAsync("identity", "review", "r1"));

        Assert.Matches(@"prior\s+│\s+│\s+-12 │", _cli.Out);
        Assert.Matches(@"name\s+│ close │\s+9.5 │\s+2 │", _cli.Out);
        Assert.Matches(@"sum\s+│\s+│\s+4.5 │", _cli.Out);
        Assert.Contains("Weights: default-1.", _cli.Out, StringComparison.Ordinal);
        Assert.Matches(@"left: crm/contact/‹text 2›\s+│ right: mail/contact/‹text 4›", _cli.Out);
        Assert.Matches(@"firstName │ ‹text 3›\s+│ ‹text 4›", _cli.Out);
        Assert.Matches(@"\(email\)\s+│ ‹text 9›", _cli.Out);
        Assert.Contains("also left: shop/contact/‹text 3›, city ‹text 6›", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("--reveal", _cli.Error, StringComparison.Ordinal);
        Assert.False(Assert.Single(_cli.App.Calls).Request.Headers.Contains("x-cdi-reason"));
    }

    [Fact]
    public async Task Values_are_revealed_only_with_a_reason_which_stays_out_of_the_url()
    {
        Assert.Equal(2, await _cli.RunAsync("identity", "review", "r1", "--reveal"));
        Assert.Contains("--reason", _cli.Error, StringComparison.Ordinal);

        _cli.App.On("GET /api/identity/reviews/r1?reveal=true", HttpStatusCode.OK, Shown.Replace("\"redacted\":true", "\"redacted\":false", StringComparison.Ordinal));
        Assert.Equal(0, await _cli.RunAsync("identity", "review", "r1", "--reveal", "--reason", "Žádost č. 7"));

        Assert.Equal("Žádost č. 7", Uri.UnescapeDataString(Assert.Single(Assert.Single(_cli.App.Calls).Request.Headers.GetValues("x-cdi-reason"))));
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public async Task Who_saw_the_values_is_shown()
    {
        _cli.App.On("GET /api/identity/reviews/r1/accesses", HttpStatusCode.OK, """{"accesses":[{"at":"t1","action":"revealed","who":"key ops","reason":"ticket 7"}]}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "review", "r1", "--accesses"));

        Assert.Matches(@"t1\s+│ revealed │ key ops │ ticket 7", _cli.Out);
    }

    [Fact]
    public async Task A_review_of_someone_who_is_gone_shows_that_and_nothing_else()
    {
        _cli.App.On("GET /api/identity/reviews/r1", HttpStatusCode.OK, """{"review":{"id":"r1","kind":"pair","status":"obsolete","bits":4.5,"ageSeconds":60},"redacted":true}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "review", "r1"));

        Assert.Contains("obsolete", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("one of the two is gone", _cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", """{"reason":"same voice"}""", "r1 is approved: profile p1.", "--reason", "same voice")]
    [InlineData("reject", "{}", "r1 is rejected: they stay two.")]
    [InlineData("later", "{}", "r1 comes back at t9.")]
    [InlineData("later", """{"days":3}""", "r1 comes back at t9.", "--days", "3")]
    [InlineData("later", """{"until":"2026-12-01T00:00:00.0000000+00:00"}""", "r1 comes back at t9.", "--until", "2026-12-01")]
    [InlineData("assign", """{"assignee":"ines"}""", "r1 is with ines.", "--to", "ines")]
    public async Task A_decision_is_sent_and_what_came_of_it_is_said(string verb, string body, string said, params string[] options)
    {
        _cli.App.On($"POST /api/identity/reviews/r1/{verb}", HttpStatusCode.OK, """{"review":{"id":"r1","assignee":"ines","putOffUntil":"t9"},"profile":"p1"}""");

        Assert.Equal(0, await _cli.RunAsync(["identity", verb, "r1", .. options]));

        Assert.Equal(said, _cli.Out.TrimEnd());
        var sent = Assert.Single(_cli.App.Calls).Body;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(body), JsonElement.Parse(sent)), sent);
    }

    [Theory]
    [InlineData("assign")]
    [InlineData("assign", "--to", "ines", "--nobody")]
    [InlineData("later", "--days", "3", "--until", "2026-12-01")]
    [InlineData("later", "--until", "soon")]
    public async Task A_decision_that_says_nothing_or_two_things_is_refused(string verb, params string[] options) =>
        Assert.Equal(2, await _cli.RunAsync(["identity", verb, "r1", .. options]));

    [Fact]
    public async Task The_second_steward_is_told_what_was_decided()
    {
        _cli.App.On(
            "POST /api/identity/reviews/r1/approve",
            HttpStatusCode.Conflict,
            """{"type":"urn:serverlesscdi:problem:review-decided","title":"The review is decided","detail":"key ops rejected it."}""",
            "application/problem+json");

        Assert.Equal(1, await _cli.RunAsync("identity", "approve", "r1"));

        Assert.Contains("The review is decided: key ops rejected it.", _cli.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
