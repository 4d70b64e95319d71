using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>A configuration folder of a test: the shipped integration, with files of its own.</summary>
internal sealed class TestConfig : IDisposable
{
    public TestConfig()
    {
        Folder = Directory.CreateTempSubdirectory("cdi-config-").FullName;
        foreach (var file in Directory.EnumerateFiles(AppFiles.ShippedConfig, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(AppFiles.ShippedConfig, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; }

    public TestConfig With(string path, string json)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, json);
        return this;
    }

    /// <summary>A source with the shop's mapping under another key.</summary>
    public TestConfig WithShop(string key, string secret, string? system = null)
    {
        var shop = File.ReadAllText(Path.Combine(Folder, "sources", "shop.json"))
            .Replace("\"key\": \"shop\"", $"\"key\": \"{key}\", \"system\": \"{system ?? key}\"", StringComparison.Ordinal)
            .Replace("shop-webhook-secret", secret, StringComparison.Ordinal);
        return With($"sources/{key}.json", shop);
    }

    /// <summary>Who lives together, by fields that the shipped sources give.</summary>
    public TestConfig WithHousehold(params string[] fields) => With(
        "policy.json",
        File.ReadAllText(Path.Combine(Folder, "policy.json")).Replace("\"street\", \"postcode\", \"city\"", string.Join(", ", fields.Select(f => $"\"{f}\"")), StringComparison.Ordinal));

    /// <summary>Gives a shop a contract of the payload that it sends, with a little less than it may send.</summary>
    public TestConfig WithContract(string key, string mode)
    {
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "sources", $"{key}.json")), null, lenient)!; // a file of ours
        file["contract"] = JsonNode.Parse($$"""
            {
              "version": 3,
              "mode": "{{mode}}",
              "objects": { "contact": { "fields": {
                "eventId": { "type": "text" }, "objectId": { "type": "text", "required": true }, "occurredAt": { "type": "time", "format": "unix-ms" },
                "subscriptionType": { "type": "text" }, "contact.email": { "type": "text", "format": "email", "required": true }, "contact.city": { "type": "text" }
              } } }
            }
            """);
        return With($"sources/{key}.json", file.ToJsonString());
    }

    /// <summary>A destination that needs no consent unless it is said, and is told of names and addresses.</summary>
    public TestConfig WithDestination(string key, Uri url, string consent = "\"not-required\"", string? system = null) => With(
        $"destinations/{key}.json",
        $$"""
        {
          "key": "{{key}}",
          "connector": "standard-webhooks",
          "system": "{{system ?? key}}",
          "secrets": ["{{Receiver.SecretName}}"],
          "consent": {{consent}},
          "fields": ["email", "firstName"],
          "identifiers": ["email"],
          "rate": { "limit": 100, "perSeconds": 1 },
          "options": { "url": {{JsonSerializer.Serialize(url.ToString())}} }
        }
        """);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
