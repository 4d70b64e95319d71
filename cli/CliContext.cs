using Spectre.Console;

namespace ServerlessCdi.Cli;

/// <summary>One run of a command: its options, and where it writes.</summary>
internal sealed class CliContext(CliHost host, bool json)
{
    private IAnsiConsole? _console;

    public CliHost Host { get; } = host;

    public bool Json { get; } = json;

    /// <summary>Ends in a slash.</summary>
    public required Uri BaseUrl { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>The key of the option or the environment variable; null: look in the data folder.</summary>
    public string? GivenKey { get; init; }

    /// <summary>Standard output for people. Not for <c>--json</c>.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole();

    public void WriteJson(string json) => Host.Out.WriteLine(json);

    /// <summary>A remark beside the result: standard error, so that it never mixes with JSON.</summary>
    public void Note(string text) => Host.Error.WriteLine(TerminalText.Plain(text));

    private IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Host.Out) });
        console.Profile.Width = Host.Width ?? console.Profile.Width;
        return console;
    }
}
