using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>A connector's reading of one body, for tests of what is special about its vendor.</summary>
internal static class OneDelivery
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static WebhookReading Read<TConnector>(string body, string options = "{}", string? mapping = null, params (string Name, string Value)[] headers)
        where TConnector : IWebhookConnector, new() => Bind<TConnector>(options, mapping).Read(Request(body, headers));

    public static IWebhookSource Bind<TConnector>(string options = "{}", string? mapping = null)
        where TConnector : IWebhookConnector, new()
    {
        var errors = new ConfigErrors();
        var source = Bind<TConnector>(errors, options, mapping);
        Assert.Empty(errors.All);
        return source!; // no errors: there is a source
    }

    public static IWebhookSource? Bind<TConnector>(ConfigErrors errors, string options, string? mapping = null)
        where TConnector : IWebhookConnector, new()
    {
        var connector = new TConnector();
        return connector.Bind(
            new SourceSettings
            {
                Key = "crm",
                Connector = connector.Manifest.Key,
                System = "crm",
                Secrets = ["crm"],
                Region = "DE",
                Options = JsonElement.Parse(options),
                Mapping = mapping is null ? default : JsonElement.Parse(mapping),
            },
            errors);
    }

    public static WebhookRequest Request(string body, params (string Name, string Value)[] headers) => new()
    {
        Method = "POST",
        Url = new Uri("https://cdi.example.com/hooks/crm"),
        Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
        Body = Encoding.UTF8.GetBytes(body),
        ReceivedAt = Now,
    };

    /// <summary>Everything of the reading that leaves the request, as text, to look for what must not be in it.</summary>
    public static string Everything(WebhookReading reading) => ApprovedText.Of(reading);
}
