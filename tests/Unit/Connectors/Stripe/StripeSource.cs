using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Stripe;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Stripe;

/// <summary>Short ways to a source, a request and what becomes of one event.</summary>
internal static class StripeSource
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IWebhookSource Bind(string options = "{}", string mapping = "")
    {
        var errors = new ConfigErrors();
        var source = new StripeConnector().Bind(
            new SourceSettings
            {
                Key = "billing",
                Connector = "stripe",
                System = "stripe",
                Secrets = ["stripe"],
                Options = JsonElement.Parse(options),
                Mapping = mapping.Length == 0 ? default : JsonElement.Parse(mapping),
            },
            errors);
        Assert.Empty(errors.All);
        return source!; // no errors: there is a source
    }

    public static WebhookRequest Request(string body, string? signature = null) => new()
    {
        Method = "POST",
        Url = new("https://cdi.example.com/hooks/billing"),
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Stripe-Signature"] = signature ?? "" },
        Body = Encoding.UTF8.GetBytes(body),
        ReceivedAt = Now,
    };

    /// <summary>An event about an object, both with these members.</summary>
    public static string Event(string type, string record, string more = "") =>
        $$"""{"id":"evt_1","object":"event","type":"{{type}}","created":1764113600,"livemode":true,"data":{"object":{{record}}{{more}} } }""";

    public static WebhookReading Read(string body, string options = "{}") => Bind(options).Read(Request(body));

    /// <summary>The one change that the event becomes.</summary>
    public static Change Change(string type, string record, string more = "") => Assert.Single(Read(Event(type, record, more)).Changes);
}
