using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>Short ways to a vendor's source, a request and what becomes of it, for tests of what is special about the vendor.</summary>
internal sealed class VendorSource<TConnector>(string options = "{}")
    where TConnector : class, IWebhookConnector, new()
{
    public static DateTimeOffset Now => OneDelivery.Now;

    public IWebhookSource Source { get; } = OneDelivery.Bind<TConnector>(options);

    /// <summary>The mistakes that a source with these options is refused for.</summary>
    public static IReadOnlyList<string> Mistakes(string options)
    {
        var errors = new ConfigErrors();
        Assert.Null(OneDelivery.Bind<TConnector>(errors, options));
        return [.. errors.All.Select(e => e.ToString())];
    }

    public WebhookReading Read(string body, params (string Name, string Value)[] headers) => Source.Read(Request(body, headers: headers));

    /// <summary>The one change that the payload becomes.</summary>
    public Change Change(string body, params (string Name, string Value)[] headers) => Assert.Single(Read(body, headers).Changes);

    public static WebhookRequest Request(
        string body, string url = "https://cdi.example.com/hooks/under-test", string method = "POST", params (string Name, string Value)[] headers) =>
        new()
        {
            Method = method,
            Url = new Uri(url),
            Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
            Body = Encoding.UTF8.GetBytes(body),
            ReceivedAt = Now,
        };

    /// <summary>Neither what is kept nor what is told holds this text.</summary>
    public void AssertNowhere(string canary, string body)
    {
        Assert.Contains(canary, body, StringComparison.Ordinal);
        var reading = Read(body);
        Assert.NotEmpty(reading.Changes);
        Assert.DoesNotContain(canary, ApprovedText.Of(reading with { Rejected = [] }), StringComparison.Ordinal);
        Assert.DoesNotContain(reading.Rejected, part => part.Reason.Contains(canary, StringComparison.Ordinal));
    }
}
