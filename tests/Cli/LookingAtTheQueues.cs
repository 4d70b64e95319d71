using System.Net;
using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

public sealed class LookingAtTheQueues : IDisposable
{
    private readonly CliRun _cli = new();

    public LookingAtTheQueues() => _cli.App
        .On("GET /api/queues", HttpStatusCode.OK, """{"queues":[{"queue":"changes","active":12,"scheduled":3,"deadLetters":1}],"quarantined":4,"reviews":{"open":2,"oldestAgeSeconds":7200}}""");

    [Fact]
    public async Task Depths_are_shown_and_where_to_look_for_what_is_in_quarantine()
    {
        Assert.Equal(0, await _cli.RunAsync("queues"));

        Assert.Matches(@"changes\s+│\s+12\s+│\s+3\s+│\s+1\s", _cli.Out);
        Assert.Contains("In quarantine: 4. See 'cdi quarantine summary'.", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("Doubtful pairs for a steward: 2, the oldest for 2 hours. See 'cdi identity reviews'.", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_the_answer_is_one_document()
    {
        Assert.Equal(0, await _cli.RunAsync("queues", "--json"));

        using var shown = JsonDocument.Parse(_cli.Out);
        Assert.Equal(12, shown.RootElement.GetProperty("queues")[0].GetProperty("active").GetInt32());
        Assert.Equal(4, shown.RootElement.GetProperty("quarantined").GetInt32());
    }

    [Fact]
    public async Task Dead_letters_are_listed_with_what_was_wrong()
    {
        _cli.App.On("GET /api/queues/changes/dead-letters?from=5", HttpStatusCode.OK, """{"deadLetters":[{"sequence":7,"messageId":"m7","reason":"NotAChange","description":"The body is not a list.","enqueuedAt":"t1","deliveries":1,"bytes":9}],"next":8}""");

        Assert.Equal(0, await _cli.RunAsync("queues", "dead-letters", "changes", "--from", "5"));

        Assert.Matches(@"7\s+│ m7\s+│ t1\s+│ 1\s+│ 9\s+│ NotAChange │ The body is not a list\.", _cli.Out);
        Assert.Equal("There is more: add --from 8", _cli.Error.TrimEnd());
    }

    [Fact]
    public async Task Dead_letters_are_replayed_by_queue()
    {
        _cli.App.On("POST /api/queues/changes/dead-letters/replay", HttpStatusCode.OK, """{"replayed":4,"waiting":[],"reasons":[]}""");

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
