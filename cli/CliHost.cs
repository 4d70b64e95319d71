using ServerlessCdi.Connectors;

namespace ServerlessCdi.Cli;

/// <summary>What a command takes from outside: where it writes, what time it is, who answers HTTP.</summary>
internal sealed record CliHost
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Standard input, for a command that reads it.</summary>
    public Func<Stream> In { get; init; } = Console.OpenStandardInput;

    public required TimeProvider Time { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>Relative paths are read from here.</summary>
    public required string Directory { get; init; }

    /// <summary>Holds a folder per connector with its sample payloads.</summary>
    public required string Samples { get; init; }

    /// <summary>The connectors that a configuration may name.</summary>
    public IReadOnlyList<IConnector> Connectors { get; init; } = Catalog.All;

    /// <summary>Columns of the output; null: as many as the terminal has.</summary>
    public int? Width { get; init; }

    public required Func<HttpMessageHandler> Http { get; init; }

    public static CliHost FromProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Time = TimeProvider.System,
        Environment = System.Environment.GetEnvironmentVariable,
        Directory = System.IO.Directory.GetCurrentDirectory(),
        Samples = Path.Combine(AppContext.BaseDirectory, "samples"),
        // A pipe has no width of its own: wide enough that a row is a line.
        Width = Console.IsOutputRedirected ? 240 : null,
        // A signed request is for the address it was signed for: following a redirect would send it elsewhere.
        Http = () => new SocketsHttpHandler { AllowAutoRedirect = false },
    };
}
