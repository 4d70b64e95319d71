namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>Where the sources are that this test run was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The vendor's folder among these tests: <c>HubSpotConnector</c> has <c>HubSpot</c>.</summary>
    public static string FixturesOf(Type connector) =>
        Path.Combine(Root, "tests", "Unit", "Connectors", connector.Name.Replace("Connector", "", StringComparison.Ordinal), "Fixtures");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ServerlessCdi.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("ServerlessCdi.sln is in no folder above the tests.");
    }
}
