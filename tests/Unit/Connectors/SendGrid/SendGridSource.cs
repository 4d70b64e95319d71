using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.SendGrid;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.SendGrid;

/// <summary>Short ways to a source, a request and what becomes of one event.</summary>
internal static class SendGridSource
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IWebhookSource Bind(string options = "{}", string? mapping = null)
    {
        var errors = new ConfigErrors();
        var source = Bind(options, errors, mapping);
        Assert.Empty(errors.All);
        return source!; // no errors: there is a source
    }

    public static IWebhookSource? Bind(string options, ConfigErrors errors, string? mapping = null) => new SendGridConnector().Bind(
        new SourceSettings
        {
            Key = "sendgrid",
            Connector = "sendgrid",
            System = "sendgrid",
            Secrets = ["sendgrid"],
            Options = JsonElement.Parse(options),
            Mapping = mapping is null ? default : JsonElement.Parse(mapping),
        },
        errors);

    public static WebhookRequest Request(byte[] body, IReadOnlyDictionary<string, string> headers) => new()
    {
        Method = "POST",
        Url = new Uri("https://cdi.example.com/hooks/sendgrid"),
        Headers = headers,
        Body = body,
        ReceivedAt = Now,
    };

    public static WebhookRequest Signed(string body, string privateKey, DateTimeOffset at)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Request(bytes, new SendGridConnector().Sign(new SampleRequest("POST", new Uri("https://cdi.example.com/hooks/sendgrid"), bytes, "m"), privateKey, at));
    }

    public static WebhookReading Read(string members, string options = "{}", string? mapping = null) => Bind(options, mapping).Read(Request(
        Encoding.UTF8.GetBytes($$"""[{"email":"ada@example.com","timestamp":1764113600,"sg_event_id":"e1",{{members}}}]"""), new Dictionary<string, string>()));

    /// <summary>The one change that an event of these members becomes.</summary>
    public static Change Change(string members, string options = "{}", string? mapping = null) => Assert.Single(Read(members, options, mapping).Changes);
}
