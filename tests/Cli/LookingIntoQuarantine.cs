using System.Net;
using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

public sealed class LookingIntoQuarantine : IDisposable
{
    private const string Item =
        """{"id":"crm~1","source":"crm","code":"contract","reason":"email is missing","receivedAt":"t1","path":"/hooks/crm","headers":{"x-topic":"‹text 6›"},"redacted":true,"content":"{\n  \"a\": \"‹text 3›\"\n}"}""";

    private readonly CliRun _cli = new();

    [Fact]
    public async Task Items_are_listed_by_filter_with_the_way_to_more()
    {
        _cli.App.On(
            "GET /api/quarantine?source=crm&code=contract&reason=is%20missing&from=2026-01-01&to=2026-02-01&limit=5&continuation=abc",
            HttpStatusCode.OK,
            """{"items":[{"id":"crm~1","source":"crm","code":"contract","reason":"email is missing","receivedAt":"t1"}],"continuation":"def"}""");

        Assert.Equal(0, await _cli.RunAsync(
            "quarantine", "list", "--source", "crm", "--code", "contract", "--reason", "is missing", "--from", "2026-01-01", "--to", "2026-02-01", "--limit", "5", "--continuation", "abc"));

        Assert.Matches(@"crm~1 │ crm\s+│ t1\s+│ contract │ email is missing", _cli.Out);
        Assert.Equal("There is more: add --continuation def", _cli.Error.TrimEnd());
    }

    [Fact]
    public async Task A_summary_says_how_much_waits_why_and_for_how_long()
    {
        _cli.App.On("GET /api/quarantine/summary", HttpStatusCode.OK, """
            {"total":3,"oldestReceivedAt":"t0","oldestAgeSeconds":216000,"groups":[
              {"source":"crm","code":"unreadable","count":3,"oldest":"t0","newest":"t1","reasons":[{"reason":"no id","count":2},{"reason":"no kind","count":1}]}]}
            """);

        Assert.Equal(0, await _cli.RunAsync("quarantine", "summary"));

        Assert.Matches(@"crm\s+│ unreadable │\s+3 │ t0\s+│ 2 x no id", _cli.Out);
        Assert.Contains("3 in all, the oldest for 2.5 days.", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_is_shown_without_its_values()
    {
        _cli.App.On("GET /api/quarantine/crm~1", HttpStatusCode.OK, Item);

        Assert.Equal(0, await _cli.RunAsync("quarantine", "show", "crm~1"));

        Assert.Contains("code: contract", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("header x-topic: ‹text 6›", _cli.Out, StringComparison.Ordinal);
        Assert.EndsWith("{\n  \"a\": \"‹text 3›\"\n}", _cli.Out.ReplaceLineEndings("\n").TrimEnd(), StringComparison.Ordinal);
        Assert.False(Assert.Single(_cli.App.Calls).Request.Headers.Contains("x-cdi-reason"));
    }

    [Fact]
    public async Task Content_is_revealed_only_with_a_reason_which_stays_out_of_the_url()
    {
        Assert.Equal(2, await _cli.RunAsync("quarantine", "show", "crm~1", "--reveal"));
        Assert.Contains("--reason", _cli.Error, StringComparison.Ordinal);

        _cli.App.On("GET /api/quarantine/crm~1?reveal=true", HttpStatusCode.OK, Item);
        Assert.Equal(0, await _cli.RunAsync("quarantine", "show", "crm~1", "--reveal", "--reason", "Žádost č. 7"));

        Assert.Equal("Žádost č. 7", Uri.UnescapeDataString(Assert.Single(Assert.Single(_cli.App.Calls).Request.Headers.GetValues("x-cdi-reason"))));
    }

    [Fact]
    public async Task Who_saw_it_is_shown()
    {
        _cli.App.On("GET /api/quarantine/crm~1/accesses", HttpStatusCode.OK, """{"accesses":[{"at":"t1","action":"revealed","who":"key ops","reason":"ticket 7"}]}""");

        Assert.Equal(0, await _cli.RunAsync("quarantine", "show", "crm~1", "--accesses"));

        Assert.Matches(@"t1\s+│ revealed │ key ops │ ticket 7", _cli.Out);
    }

    [Fact]
    public async Task An_item_is_thrown_away_with_a_reason()
    {
        Assert.Equal(2, await _cli.RunAsync("quarantine", "discard", "crm~1"));
        _cli.App.On("DELETE /api/quarantine/crm~1", HttpStatusCode.NoContent, "");

        Assert.Equal(0, await _cli.RunAsync("quarantine", "discard", "crm~1", "--reason", "a test"));

        Assert.Equal("crm~1 is gone.", _cli.Out.TrimEnd());
        Assert.Equal("a%20test", Assert.Single(Assert.Single(_cli.App.Calls).Request.Headers.GetValues("x-cdi-reason")));
    }

    [Fact]
    public async Task One_item_is_replayed()
    {
        _cli.App.On("POST /api/quarantine/crm~1/replay", HttpStatusCode.OK, """{"replayed":1,"waiting":[],"reasons":[]}""");

        Assert.Equal(0, await _cli.RunAsync("quarantine", "replay", "crm~1"));

        Assert.Equal("Replayed 1; 0 still wait.", _cli.Out.TrimEnd());
    }

    [Theory]
    [InlineData("""{"all":true}""", "--all")]
    [InlineData("""{"source":"crm","code":"contract"}""", "--source", "crm", "--code", "contract")]
    [InlineData("""{"from":"2026-01-01T00:00:00.0000000+00:00"}""", "--from", "2026-01-01")]
    public async Task All_or_a_filters_worth_is_replayed(string body, params string[] what)
    {
        _cli.App.On("POST /api/quarantine/replay", HttpStatusCode.OK, """{"replayed":2,"waiting":[],"reasons":[]}""");

        Assert.Equal(0, await _cli.RunAsync(["quarantine", "replay", .. what]));

        var sent = Assert.Single(_cli.App.Calls).Body;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(body), JsonElement.Parse(sent)), sent);
    }

    [Fact]
    public async Task Batches_go_on_to_the_end_and_what_still_waits_is_told_with_its_reason_and_is_a_failure()
    {
        var batches = 0;
        _cli.App.On("POST /api/quarantine/replay", () => batches++ == 0
            ? """{"replayed":2,"waiting":[{"id":"q8","reason":"no id"}],"reasons":[],"continuation":"abc"}"""
            : """{"replayed":1,"waiting":[{"id":"q9","reason":"no id"}],"reasons":[]}""");

        Assert.Equal(1, await _cli.RunAsync("quarantine", "replay", "--source", "crm"));

        Assert.Equal("""{"source":"crm","continuation":"abc"}""", _cli.App.Calls[1].Body);
        Assert.Equal("Replayed 3; 2 still wait.", _cli.Out.TrimEnd());
        Assert.Equal(["2 x no id", "q8 still waits: no id", "q9 still waits: no id"], _cli.Error.TrimEnd().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData]
    [InlineData("--all", "--source", "crm")]
    [InlineData("crm~1", "--all")]
    public async Task A_replay_of_nothing_in_particular_or_of_two_things_is_refused(params string[] what) =>
        Assert.Equal(2, await _cli.RunAsync(["quarantine", "replay", .. what]));

    public void Dispose() => _cli.Dispose();
}
