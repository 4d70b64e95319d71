using ServerlessCdi.Connectors;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Crash;

/// <summary>A folder with the integration, the queues and the data of one app that is going to be killed.</summary>
internal sealed class CrashSetup : IDisposable
{
    /// <summary>What a killed app had locked comes again after this; the shipped minute would only make the test longer.</summary>
    private const string LockDuration = "PT5S";

    private const string HubSpotSource = """{"key": "hubspot", "connector": "hubspot", "secrets": ["hubspot-secret"]}""";

    private const string ShopSource = """
        {
          "key": "shop",
          "connector": "standard-webhooks",
          "secrets": ["shop-secret"],
          "mapping": {
            "object": "contact",
            "id": "objectId",
            "changeId": "eventId",
            "occurredAt": {"from": "occurredAt", "format": "unix-ms"},
            "kind": {"from": "kind", "values": {"updated": "upsert", "deleted": "delete"}},
            "fields": [
              {"from": "contact.email", "to": "email", "identifier": "email"},
              {"from": "contact.firstName", "to": "firstName"},
              {"from": "contact.city", "to": "city"}
            ],
            "identifiers": [{"from": "contact.login", "type": "user_id"}],
            "consents": [{"from": "consent", "purpose": "marketing", "channel": "email"}]
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cdi-crash-").FullName;

    public CrashSetup(IReadOnlyDictionary<string, SampleSecret> secrets)
    {
        var sources = Directory.CreateDirectory(Path.Combine(Config, "sources")).FullName;
        File.WriteAllText(Path.Combine(sources, "hubspot.json"), HubSpotSource);
        File.WriteAllText(Path.Combine(sources, "shop.json"), ShopSource);
        var queues = Path.Combine(_folder, "queues.json");
        var shipped = File.ReadAllText(Path.Combine(AppFiles.Root, "infra", "queues.json"));
        File.WriteAllText(queues, shipped.Replace("PT1M", LockDuration, StringComparison.Ordinal));
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        App = new AppSetup
        {
            DataFolder = data,
            ConfigFolder = Config,
            Secrets = secrets.ToDictionary(s => $"{s.Key}-secret", s => s.Value.Verifying, StringComparer.Ordinal),
            Environment = new Dictionary<string, string>
            {
                ["ServiceBus"] = $"Cdi=embedded;Path={data};Queues={queues}",
                ["AzureFunctionsJobHost__logging__logLevel__default"] = "Warning",
            },
        };
    }

    public AppSetup App { get; }

    public string Config => Path.Combine(_folder, "config");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
