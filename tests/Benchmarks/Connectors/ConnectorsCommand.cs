using System.CommandLine;
using System.Globalization;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Benchmarks.Connectors;

/// <summary>The command <c>connectors</c>.</summary>
internal static class ConnectorsCommand
{
    public static Command Build()
    {
        var seconds = new Option<double>("--seconds") { Description = "Length of each connector's run.", DefaultValueFactory = _ => 1 };
        var only = new Option<string[]>("--connector") { Description = "Only these connectors, by key.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("connectors", "Verify, parse and map, on one core: changes a second and bytes allocated for each, by connector.") { seconds, only };
        command.SetAction(parsed =>
        {
            var keys = parsed.GetValue(only) ?? [];
            var connectors = Catalog.All.Where(c => c is IWebhookConnector and ISampleSigner && (keys.Length == 0 || keys.Contains(c.Manifest.Key)));
            Console.WriteLine("connector            changes/s   bytes/change  changes/delivery  bytes/delivery   of floor");
            foreach (var connector in connectors)
            {
                var run = ConnectorRun.Measure((IWebhookConnector)connector, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{connector.Manifest.Key,-20}{run.ChangesPerSecond,10:N0}{run.AllocatedPerChange,15:N0}{run.ChangesPerDelivery,18:N1}{run.BytesPerDelivery,16:N0}{run.FloorShare,11:P0}"));
            }
        });
        return command;
    }
}
