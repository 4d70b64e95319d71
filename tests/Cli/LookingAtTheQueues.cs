using System.Net;
using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

public sealed class LookingAtTheQueues : IDisposable
{
    private readonly CliRun _cli = new();

    public LookingAtTheQueues() => _cli.App
        .On("GET /api/queues", HttpStatusCode.OK, """{"queues":[{"queue":"changes","active":12,"scheduled":3,"deadLetters":1}],"quarantined":1}""")
        .On("GET /api/quarantine", HttpStatusCode.OK, """{"items":[{"id":"q1","source":"hubspot-eu","reason":"The event has no objectId.","receivedAt":"t1"}]}""");

    [Fact]
    public async Task Depths_and_quarantine_are_shown_with_their_reasons()
    {
        Assert.Equal(0, await _cli.RunAsync("queues"));

        Assert.Matches(@"changes\s+│\s+12\s+│\s+3\s+│\s+1\s", _cli.Out);
        Assert.Matches(@"q1\s+│ hubspot-eu\s+│ t1\s+│ The event has no objectId\.", _cli.Out);
    }

    [Fact]
    public async Task With_json_both_answers_are_one_document()
    {
        Assert.Equal(0, await _cli.RunAsync("queues", "--json"));

        using var shown = JsonDocument.Parse(_cli.Out);
        Assert.Equal(12, shown.RootElement.GetProperty("queues")[0].GetProperty("active").GetInt32());
        Assert.Equal(1, shown.RootElement.GetProperty("quarantined").GetInt32());
        Assert.Equal("q1", shown.RootElement.GetProperty("items")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{"ids":["q1"]}""", "--quarantine", "q1")]
    [InlineData("""{"all":true}""", "--all")]
    public async Task Quarantine_is_replayed_by_item_or_whole(string body, params string[] what)
    {
        _cli.App.On("POST /api/quarantine/replay", HttpStatusCode.OK, """{"replayed":1,"waiting":[]}""");

        Assert.Equal(0, await _cli.RunAsync(["queues", "replay", .. what]));

        Assert.Equal(body, Assert.Single(_cli.App.Calls).Body);
        Assert.Equal("Replayed 1 quarantined items.", _cli.Out.TrimEnd());
    }

    [Fact]
    public async Task What_still_waits_is_told_with_its_reason_and_is_a_failure()
    {
        _cli.App.On("POST /api/quarantine/replay", HttpStatusCode.OK, """{"replayed":2,"waiting":[{"id":"q9","reason":"The event has no objectId."}]}""");

        Assert.Equal(1, await _cli.RunAsync("queues", "replay", "--all"));

        Assert.Equal("q9 still waits: The event has no objectId.", _cli.Error.TrimEnd());
    }

    [Fact]
    public async Task Dead_letters_are_replayed_by_queue()
    {
        _cli.App.On("POST /api/queues/changes/dead-letters/replay", HttpStatusCode.OK, """{"replayed":4,"waiting":[]}""");

        Assert.Equal(0, await _cli.RunAsync("queues", "replay", "--dead-letters", "changes"));

        Assert.Equal("Replayed 4 dead letters of changes.", _cli.Out.TrimEnd());
    }

    [Fact]
    public async Task A_queue_that_is_not_there_has_an_exit_code_of_its_own()
    {
        _cli.App.On("POST /api/queues/nowhere/dead-letters/replay", HttpStatusCode.NotFound, """{"title":"There is no such queue","detail":"The queues are changes and deliveries."}""");

        Assert.Equal(3, await _cli.RunAsync("queues", "replay", "--dead-letters", "nowhere"));

        Assert.Equal("cdi: There is no such queue: The queues are changes and deliveries.", _cli.Error.TrimEnd());
    }

    public void Dispose() => _cli.Dispose();
}
