namespace ServerlessCdi.Benchmarks.App;

/// <summary>Where the repository's built parts are.</summary>
internal static class AppPaths
{
    public static string Root { get; } = FindRoot();

    /// <summary>The app, built in the configuration of this benchmark.</summary>
    public static string Functions { get; } = Path.Combine(Root, "functions", "bin", Configuration, Framework, "ServerlessCdi.Functions.dll");

    public static string Azurite { get; } = Path.Combine(Root, "tests", "node_modules", "azurite", "dist", "src", "table", "main.js");

    private static string Framework => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ServerlessCdi.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("ServerlessCdi.sln is in no folder above the benchmark.");
    }
}
