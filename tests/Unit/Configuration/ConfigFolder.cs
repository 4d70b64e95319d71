using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Tests.Unit.Configuration;

/// <summary>A configuration folder in a temporary place, loaded with two small connectors.</summary>
public sealed class ConfigFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cdi-config-");

    public string Path => _folder.FullName;

    public ConfigFolder With(string file, string json)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
        return this;
    }

    public IntegrationConfig Load() => ConfigLoader.Load(Path, FakeConnectors.All);

    /// <summary>Every mistake, as <c>file path: message</c>.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var errors = new ConfigErrors();
        var loaded = ConfigLoader.TryLoad(Path, FakeConnectors.All, out _, errors);
        Assert.Equal(!loaded, errors.Any);
        return [.. errors.All.Select(e => e.ToString())];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
