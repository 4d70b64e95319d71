using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.HubSpot;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.HubSpot;

/// <summary>Short ways to a source, a request and what becomes of one event.</summary>
internal static class HubSpotSource
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IWebhookSource Bind(string options = "{}", string? mapping = null)
    {
        var errors = new ConfigErrors();
        var source = Bind(options, errors, mapping);
        Assert.Empty(errors.All);
        return source!; // no errors: there is a source
    }

    public static IWebhookSource? Bind(string options, ConfigErrors errors, string? mapping = null)
    {
        return new HubSpotConnector().Bind(
            new SourceSettings
            {
                Key = "hubspot-eu",
                Connector = "hubspot",
                System = "hubspot",
                Secrets = ["hubspot"],
                Region = "DE",
                Options = JsonElement.Parse(options),
                Mapping = mapping is null ? default : JsonElement.Parse(mapping),
            },
            errors);
    }

    public static WebhookRequest Request(string body, string url = "https://cdi.example.com/hooks/hubspot-eu", params (string Name, string Value)[] headers) => new()
    {
        Method = "POST",
        Url = new Uri(url),
        Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
        Body = Encoding.UTF8.GetBytes(body),
        ReceivedAt = Now,
    };

    public static WebhookReading Read(string body, string options = "{}", string? mapping = null) => Bind(options, mapping).Read(Request(body));

    /// <summary>The one change that the event becomes.</summary>
    public static Change Change(string body, string options = "{}", string? mapping = null) => Assert.Single(Read(body, options, mapping).Changes);

    public static string PropertyChange(string property, string valueJson, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""[{"eventId":5,"portalId":33,"occurredAt":1764113600000,"subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":7,"propertyName":"{{property}}","propertyValue":{{valueJson}}{{more}}}]""");
}
