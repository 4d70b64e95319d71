using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

public sealed class CheckingTheConfiguration : IDisposable
{
    private readonly CliRun _cli = new();

    [Fact]
    public async Task A_sound_folder_is_said_to_be_one()
    {
        _cli.Write("config/sources/p.json", """{"key":"p","connector":"postcard","secrets":["s"]}""");

        Assert.Equal(0, await _cli.RunAsync("config", "check"));
        Assert.Contains("1 sources and 0 destinations, no errors", _cli.Out, StringComparison.Ordinal);

        Assert.Equal(0, await _cli.RunAsync("config", "check", "--json"));
        using var report = JsonDocument.Parse(_cli.Out);
        Assert.True(report.RootElement.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Every_error_is_printed_with_its_file_and_path()
    {
        _cli.Write("other/sources/a.json", """{"key":"a","connector":"postcard","secrets":["s"],"options":{"colour":1}}""");
        _cli.Write("other/sources/b.json", """{"key":"b","connector":"pstcard","secrets":["s"]}""");

        Assert.Equal(1, await _cli.RunAsync("config", "check", "other"));

        var lines = _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("sources/a.json $.options.colour: must be text", lines[0].TrimEnd());
        Assert.StartsWith("sources/b.json $.connector: ", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
        Assert.Contains("has 2 errors", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_errors_are_there_as_json_too()
    {
        _cli.Write("config/sources/a.json", """{"key":"a","connector":"postcard","secrets":["s"],"options":{"colour":1}}""");

        Assert.Equal(1, await _cli.RunAsync("config", "check", "--json"));

        using var report = JsonDocument.Parse(_cli.Out);
        var error = Assert.Single(report.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("sources/a.json", error.GetProperty("file").GetString());
        Assert.Equal("$.options.colour", error.GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error()
    {
        Assert.Equal(1, await _cli.RunAsync("config", "check", "nowhere"));

        Assert.Contains("is no folder", _cli.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
