using System.Net;

namespace ServerlessCdi.Tests.Cli;

public sealed class WhenTheAppRefuses : IDisposable
{
    private readonly CliRun _cli = new();

    [Fact]
    public async Task An_app_that_is_not_there_is_one_sentence_saying_how_to_start_it()
    {
        _cli.App.Fault = new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (127.0.0.1:7071)");

        Assert.Equal(1, await _cli.RunAsync("queues"));

        Assert.Equal("", _cli.Out);
        Assert.Equal(
            "cdi: Nothing answers at http://127.0.0.1:7071/: start the app with 'dotnet run --project functions', or name another address with --url.",
            _cli.Error.TrimEnd());
    }

    [Fact]
    public async Task A_refused_key_says_where_the_key_comes_from_and_does_not_repeat_it()
    {
        _cli.App.On("GET /api/queues", HttpStatusCode.Unauthorized, "");

        Assert.Equal(1, await _cli.RunAsync("queues", "--key", "k3y-of-mine"));

        Assert.Contains("the given one was used", _cli.Error, StringComparison.Ordinal);
        Assert.Contains("--key, CDI_KEY, or 'default' in " + Path.Combine(_cli.Folder, ".data", "host-keys.json"), _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y-of-mine", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_details_are_printed_as_title_and_detail()
    {
        _cli.App.On("GET /api/queues", HttpStatusCode.ServiceUnavailable, """{"type":"x","title":"Store down","detail":"The table is away."}""", "application/problem+json");

        Assert.Equal(1, await _cli.RunAsync("queues", "--json"));

        Assert.Equal("cdi: Store down: The table is away.", _cli.Error.TrimEnd());
        Assert.Equal("", _cli.Out);
    }

    [Fact]
    public async Task A_fault_without_problem_details_says_its_status()
    {
        _cli.App.On("GET /api/queues", HttpStatusCode.BadGateway, "<html>");

        Assert.Equal(1, await _cli.RunAsync("queues"));

        Assert.Contains("502", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_not_json_is_not_taken_for_one()
    {
        _cli.App.On("GET /api/queues", HttpStatusCode.OK, "<html>hello</html>", "text/html");

        Assert.Equal(1, await _cli.RunAsync("queues"));

        Assert.Contains("did not answer with JSON", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_line_is_told_from_a_failure()
    {
        Assert.Equal(2, await _cli.RunAsync("queues", "--colour"));
        Assert.Equal(2, await _cli.RunAsync("queues", "replay"));
        Assert.Equal(2, await _cli.RunAsync("queues", "replay", "--all", "--quarantine", "q1"));
        Assert.Equal(2, await _cli.RunAsync("queues", "--url", "ftp://elsewhere"));
        Assert.Empty(_cli.App.Calls);
    }

    [Fact]
    public async Task The_help_lists_the_exit_codes()
    {
        Assert.Equal(0, await _cli.RunAsync("--help"));

        Assert.Contains("Exit codes:", _cli.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
