using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors;

public sealed class The_readme
{
    private const string Begin = "<!-- connectors:begin (generated from the manifests; a test compares) -->";
    private const string End = "<!-- connectors:end -->";

    /// <summary>CDI_APPROVE=1 writes the table.</summary>
    [Fact]
    public void Lists_every_connector_as_its_manifest_says()
    {
        var path = Path.Combine(Repository.Root, "README.md");
        var text = File.ReadAllText(path);
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        var expected = $"\n{Table()}\n";
        if (Environment.GetEnvironmentVariable("CDI_APPROVE") == "1")
        {
            File.WriteAllText(path, text[..start] + expected + text[end..]);
            return;
        }

        Assert.Equal(expected, text[start..end]);
    }

    [Theory]
    [InlineData("dotnet run --project functions")]
    [InlineData("./test.sh")]
    public void Shows_the_two_commands_at_the_top(string command) =>
        Assert.Contains(command, File.ReadLines(Path.Combine(Repository.Root, "README.md")).Take(12).Aggregate((a, b) => $"{a}\n{b}"), StringComparison.Ordinal);

    private static string Table() => string.Join('\n',
    [
        "| connector | key | in | out | how a webhook is shown to be genuine |",
        "|---|---|---|---|---|",
        .. Catalog.All.OrderBy(c => c.Manifest.Name, StringComparer.Ordinal).Select(Row),
    ]);

    private static string Row(IConnector connector)
    {
        var manifest = connector.Manifest;
        var folder = connector.GetType().Namespace!.Split('.')[^1];
        return $"| [{manifest.Name}](shared/Connectors/{folder}/README.md) | `{manifest.Key}` | {Tick(connector is IWebhookConnector)} | {Tick(connector is IDestinationConnector)} | {manifest.Verification} |";
    }

    private static string Tick(bool can) => can ? "✓" : "";
}
