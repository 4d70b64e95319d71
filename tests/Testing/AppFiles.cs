namespace ServerlessCdi.Tests.Testing;

/// <summary>Where the built app and the repository's own files are.</summary>
public static class AppFiles
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The app as <c>functions/</c> builds it, in the configuration that the tests were built in.</summary>
    public static string Functions { get; } = Built("functions", "ServerlessCdi.Functions.dll");

    /// <summary>The command line tool as <c>cli/</c> builds it.</summary>
    public static string Cli { get; } = Built("cli", "cdi.dll");

    /// <summary>The integration that is shipped with the app.</summary>
    public static string ShippedConfig { get; } = Path.Combine(Path.GetDirectoryName(Functions)!, "config");

    private static string Built(string room, string file)
    {
        var output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var framework = Path.GetFileName(output);
        var configuration = Path.GetFileName(Path.GetDirectoryName(output)!);
        return Path.Combine(Root, room, "bin", configuration, framework, file);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ServerlessCdi.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("ServerlessCdi.sln is in no folder above the tests.");
    }
}
