using System.Globalization;

namespace ServerlessCdi.Benchmarks.App;

/// <summary>The configuration that the app runs with: one source, one destination.</summary>
internal static class IntegrationFolder
{
    public const string Source = "crm";
    public const string SourceSecret = "crm-signing-key";
    public const string DestinationSecret = "warehouse-signing-key";

    private const string SourceFile = """
        {
          "key": "crm",
          "connector": "standard-webhooks",
          "secrets": ["crm-signing-key"],
          "region": "GB",
          "mapping": {
            "object": "contact",
            "id": "objectId",
            "changeId": "eventId",
            "occurredAt": { "from": "occurredAt", "format": "unix-ms" },
            "fields": [
              { "from": "contact.email", "to": "email", "identifier": "email" },
              { "from": "contact.phone", "to": "phone", "transforms": ["phone"] },
              { "from": "contact.firstName", "to": "firstName", "transforms": ["trim"] },
              { "from": "contact.lastName", "to": "lastName", "transforms": ["trim"] },
              { "from": "contact.company", "to": "company" },
              { "from": "contact.city", "to": "city" },
              { "from": "contact.country", "to": "country" },
              { "from": "contact.lifecycleStage", "to": "lifecycleStage" },
              { "from": "contact.lastPage", "to": "lastPage" },
              { "from": "contact.notes", "to": "notes" }
            ],
            "consents": [
              { "from": "consent.marketing", "purpose": "marketing", "channel": { "from": "consent.channel" }, "basis": { "from": "consent.basis" } }
            ]
          }
        }
        """;

    private const string DestinationFile = """
        {
          "key": "warehouse",
          "connector": "standard-webhooks",
          "secrets": ["warehouse-signing-key"],
          "consent": { "purpose": "marketing", "channel": "email" },
          "fields": ["email", "phone", "firstName", "lastName", "company", "city", "lifecycleStage", "notes"],
          "identifiers": ["email"],
          "rate": { "limit": 100000, "perSeconds": 1 },
          "concurrency": 4,
          "shards": 2,
          "options": { "url": "http://127.0.0.1:{port}/profiles", "batchSize": 100 }
        }
        """;

    public static void Write(string folder, int receiverPort, string? policy)
    {
        var port = receiverPort.ToString(CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Path.Combine(folder, "sources"));
        Directory.CreateDirectory(Path.Combine(folder, "destinations"));
        if (policy is not null)
        {
            File.Copy(policy, Path.Combine(folder, "policy.json"));
        }

        File.WriteAllText(Path.Combine(folder, "sources", "crm.json"), SourceFile);
        File.WriteAllText(Path.Combine(folder, "destinations", "warehouse.json"), DestinationFile.Replace("{port}", port, StringComparison.Ordinal));
    }
}
