namespace ServerlessCdi.Tests.Host;

/// <summary>A base directory with a data folder inside.</summary>
internal sealed class HostFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cdi-host-");

    public string Data => Path.Combine(_root.FullName, "data");

    public string File(string name) => Path.Combine(Data, name);

    public string Root(string name) => Path.Combine(_root.FullName, name);

    public void Dispose() => _root.Delete(recursive: true);
}
