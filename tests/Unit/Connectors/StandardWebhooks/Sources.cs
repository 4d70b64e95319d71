using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

/// <summary>Sources made of a mapping and options, and what they make of a body.</summary>
internal static class Sources
{
    public static readonly DateTimeOffset ReceivedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static IWebhookSource Bind(string mapping, string options = "{}", string? region = "GB")
    {
        var (source, errors) = TryBind(mapping, options, region);
        Assert.Empty(errors);
        return source!;
    }

    /// <summary>The mistakes, as <c>path: message</c>.</summary>
    public static IReadOnlyList<string> Mistakes(string mapping, string options = "{}")
    {
        var (source, errors) = TryBind(mapping, options, "GB");
        Assert.Null(source);
        return [.. errors.Select(e => $"{e.Path}: {e.Message}")];
    }

    public static WebhookReading Read(string mapping, string body, string? id = null, string? region = "GB")
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (id is not null)
        {
            headers["webhook-id"] = id;
            headers["webhook-timestamp"] = "1767322800";
            headers["webhook-signature"] = "v1,AAAA";
        }

        var request = new WebhookRequest
        {
            Method = "POST",
            Url = new("https://a.example/"),
            Headers = headers,
            Body = Encoding.UTF8.GetBytes(body),
            ReceivedAt = ReceivedAt,
        };
        return Bind(mapping, region: region).Read(request);
    }

    private static (IWebhookSource? Source, IReadOnlyList<ConfigError> Errors) TryBind(string mapping, string options, string? region)
    {
        var errors = new ConfigErrors { File = "sources/shop.json" };
        var settings = new SourceSettings
        {
            Key = "shop",
            Connector = "standard-webhooks",
            System = "shop",
            Secrets = ["shop-secret"],
            Region = region,
            Options = JsonElement.Parse(options),
            Mapping = mapping.Length == 0 ? default : JsonElement.Parse(mapping),
        };
        IWebhookConnector connector = new StandardWebhooksConnector();
        return (connector.Bind(settings, errors), errors.All);
    }
}
