using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors;

public sealed class CatalogTests
{
    public static TheoryData<string> Keys { get; } = [.. Catalog.All.Select(c => c.Manifest.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_connector_is_found_by_a_plain_key(string key)
    {
        Assert.Matches("^[a-z][a-z0-9-]{1,39}$", key);
        Assert.Equal(key, Catalog.Find(key)?.Manifest.Key);
        Assert.Null(Catalog.Find(key.ToUpperInvariant()));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_connector_says_how_it_is_set_up(string key)
    {
        var readme = Path.Combine(Repository.Root, "shared", "Connectors", FolderOf(key), "README.md");
        Assert.True(File.Exists(readme), $"{readme} is not there.");
        Assert.Equal("https", Catalog.Find(key)!.Manifest.Documentation.Scheme); // Keys come from the catalogue
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_webhook_connector_stands_the_suite(string key)
    {
        if (Catalog.Find(key) is not IWebhookConnector connector)
        {
            Assert.IsAssignableFrom<IDestinationConnector>(Catalog.Find(key));
            return;
        }

        Assert.Contains(typeof(CatalogTests).Assembly.GetTypes(), t => !t.IsAbstract && SuiteOf(t) == connector.GetType());
    }

    private static string FolderOf(string key) => Catalog.Find(key)!.GetType().Namespace!.Split('.')[^1];

    /// <summary>The connector that the test class tries, if it is one that inherits the suite.</summary>
    private static Type? SuiteOf(Type test)
    {
        for (var type = test; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConnectorConformance<>))
            {
                return type.GetGenericArguments()[0];
            }
        }

        return null;
    }
}
