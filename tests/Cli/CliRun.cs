using ServerlessCdi.Cli;
using ServerlessCdi.Connectors;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Cli;

/// <summary>Runs the tool in a folder of its own, against a scripted app, without touching the console.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cdi-cli-");

    public ScriptedApp App { get; } = new();

    public ManualTime Time { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The connectors that its configuration may name.</summary>
    public IReadOnlyList<IConnector> Connectors { get; init; } = [new PostcardConnector(), new MuteConnector()];

    public string Folder => _folder.FullName;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public async Task<int> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost
        {
            Out = output,
            Error = error,
            Time = Time,
            Environment = name => Environment.GetValueOrDefault(name),
            Directory = Folder,
            Samples = Path.Combine(Folder, "samples"),
            Http = () => App,
            Width = 240,
            Connectors = Connectors,
        };
        var exit = await CommandLine.RunAsync(args, host);
        Out = output.ToString();
        Error = error.ToString();
        return exit;
    }

    /// <summary>Writes a file of the run's folder.</summary>
    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? Folder);
        File.WriteAllText(full, text);
    }

    public void Dispose()
    {
        App.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
