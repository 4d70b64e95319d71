using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Shopify;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Shopify;

/// <summary>Short ways to a source and to what becomes of one webhook.</summary>
internal static class ShopifySource
{
    public const string EventId = "98880550-7158-44d4-b7cd-2c97c8a091b5";

    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IWebhookSource Bind(string options = "{}", string mapping = "")
    {
        var errors = new ConfigErrors();
        var source = new ShopifyConnector().Bind(
            new SourceSettings
            {
                Key = "shop",
                Connector = "shopify",
                System = "shopify",
                Secrets = ["shopify"],
                Region = "US",
                Options = JsonElement.Parse(options),
                Mapping = mapping.Length == 0 ? default : JsonElement.Parse(mapping),
            },
            errors);
        Assert.Empty(errors.All);
        return source!; // no errors: there is a source
    }

    public static WebhookRequest Request(string topic, string body, string prefix = "X-", string? eventId = EventId) => new()
    {
        Method = "POST",
        Url = new("https://cdi.example.com/hooks/shop"),
        Headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{prefix}Shopify-Topic"] = topic,
            [$"{prefix}Shopify-Shop-Domain"] = "acme.myshopify.com",
            [$"{prefix}Shopify-Event-Id"] = eventId,
            [$"{prefix}Shopify-Triggered-At"] = "2025-12-31T18:00:27.877041743Z",
        }.Where(h => h.Value is not null).ToDictionary(h => h.Key, h => h.Value!, StringComparer.OrdinalIgnoreCase), // the nulls are out
        Body = Encoding.UTF8.GetBytes(body),
        ReceivedAt = Now,
    };

    public static WebhookReading Read(string topic, string body, string options = "{}") => Bind(options).Read(Request(topic, body));

    /// <summary>The one change that the webhook becomes.</summary>
    public static Change Change(string topic, string body) => Assert.Single(Read(topic, body).Changes);
}
