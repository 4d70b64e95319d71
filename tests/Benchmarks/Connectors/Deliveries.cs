using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Benchmarks.App;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Benchmarks.Connectors;

/// <summary>A genuine delivery and the source that takes it.</summary>
internal sealed record Delivery(IWebhookSource Source, WebhookRequest Request, IReadOnlyList<SecretValue> Secrets, DateTimeOffset Now)
{
    /// <returns>The number of changes.</returns>
    public int Take() => Source.Verify(Request, Secrets, Now) == WebhookVerdict.Genuine ? Source.Read(Request).Changes.Count : throw new InvalidOperationException("It is not genuine.");
}

/// <summary>The payloads that the tests keep as the vendors document them.</summary>
internal static class Deliveries
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IReadOnlyList<Delivery> Of(IWebhookConnector connector)
    {
        var folder = connector.GetType().Namespace!.Split('.')[^1];
        var fixtures = Directory.GetFiles(Path.Combine(AppPaths.Root, "tests", "Unit", "Connectors", folder, "Fixtures"), "*.http.json").Select(Read);
        var samples = Directory.Exists(Samples(connector)) ? Directory.GetFiles(Samples(connector)).Select(Sample) : [];
        var all = fixtures.Concat(samples).Select(payload => Bind(connector, payload)).Where(d => d.Source.Read(d.Request).Changes.Count > 0).ToList();
        return all.Count > 0 ? all : throw new InvalidOperationException($"{connector.Manifest.Key} has no payload that gives a change.");
    }

    private static string Samples(IWebhookConnector connector) => Path.Combine(AppPaths.Root, "config", "samples", connector.Manifest.Key);

    private static Payload Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var root = json.RootElement;
        var headers = root.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
        return new(
            Encoding.UTF8.GetBytes(root.GetProperty("body").GetString()!),
            headers,
            root.TryGetProperty("url", out var url) ? new Uri(url.GetString()!) : new Uri("https://cdi.example.com/hooks/under-test"),
            root.TryGetProperty("secret", out var secret) ? secret.GetString() : null,
            root.TryGetProperty("now", out var now) ? now.GetDateTimeOffset() : new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            root.TryGetProperty("options", out var options) ? options.Clone() : default,
            "");
    }

    private static Payload Sample(string file)
    {
        var text = File.ReadAllText(file)
            .Replace("\"{{now-ms}}\"", "1767225600000", StringComparison.Ordinal).Replace("\"{{now-s}}\"", "1767225600", StringComparison.Ordinal)
            .Replace("\"{{number}}\"", "123456789", StringComparison.Ordinal)
            .Replace("{{now-ms}}", "1767225600000", StringComparison.Ordinal).Replace("{{now-s}}", "1767225600", StringComparison.Ordinal)
            .Replace("{{now}}", "2026-01-01T00:00:00.000Z", StringComparison.Ordinal).Replace("{{number}}", "123456789", StringComparison.Ordinal)
            .Replace("{{uuid}}", "0199b2a0-0000-7000-8000-000000000001", StringComparison.Ordinal);
        var name = Path.GetFileNameWithoutExtension(file);
        var body = Encoding.UTF8.GetBytes(file.EndsWith(".form", StringComparison.Ordinal) ? text.ReplaceLineEndings("") : text);
        return new(body, new Dictionary<string, string>(), new Uri("https://cdi.example.com/hooks/under-test"), null, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), default, name);
    }

    private static Delivery Bind(IWebhookConnector connector, Payload payload)
    {
        var signer = (ISampleSigner)connector;
        var minted = signer.MintSecret();
        var url = payload.Sample.Length > 0 ? new Uri(payload.Url, $"/{signer.SampleRoute("under-test", payload.Sample)}") : payload.Url;
        var prepared = new SampleRequest("POST", url, payload.Body, "msg_1", payload.Sample);
        var headers = new Dictionary<string, string>(payload.Headers, StringComparer.OrdinalIgnoreCase);
        if (payload.Secret is null)
        {
            prepared = signer.Prepare(prepared, minted.Signing);
            foreach (var (name, value) in signer.Sign(prepared, minted.Signing, payload.Now))
            {
                headers.TryAdd(name, value);
            }
        }

        var request = new WebhookRequest { Method = "POST", Url = prepared.Url, Headers = headers, Body = prepared.Body, ReceivedAt = payload.Now };
        return new(Source(connector, payload.Options), request, [new SecretValue(payload.Secret ?? minted.Verifying)], payload.Now);
    }

    private static IWebhookSource Source(IWebhookConnector connector, JsonElement options)
    {
        var errors = new ConfigErrors();
        var settings = new SourceSettings
        {
            Key = "under-test",
            Connector = connector.Manifest.Key,
            System = "system",
            Secrets = ["secret"],
            Region = "DE",
            Options = options.ValueKind == JsonValueKind.Object ? options : JsonElement.Parse("{}"),
            Mapping = connector.Manifest.Key == "standard-webhooks" ? ShopMapping() : default,
        };
        return connector.Bind(settings, errors)
            ?? throw new InvalidOperationException(string.Join(CultureInfo.InvariantCulture.TextInfo.ListSeparator, errors.All));
    }

    /// <summary>The sample shop's mapping, for the connector that has none of its own.</summary>
    private static JsonElement ShopMapping()
    {
        using var shop = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppPaths.Root, "config", "sources", "shop.json")), Lenient);
        return shop.RootElement.GetProperty("mapping").Clone();
    }

    private sealed record Payload(
        byte[] Body, IReadOnlyDictionary<string, string> Headers, Uri Url, string? Secret, DateTimeOffset Now, JsonElement Options, string Sample);
}
