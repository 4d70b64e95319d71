using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Segment;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Segment;

/// <summary>A source named <c>site</c> and requests to it.</summary>
internal static class SegmentRig
{
    public const string WriteKey = "WK-live";

    public static DateTimeOffset ReceivedAt { get; } = new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero);

    public static IWebhookSource Source { get; } = Bind("{}");

    public static IWebhookSource Bind(string options) => new SegmentConnector().Bind(Settings(options), new ConfigErrors())!;

    public static IWebhookSource Bind(string options, string mapping, string? contract = null)
    {
        var errors = new ConfigErrors();
        var settings = Settings(options) with { Mapping = JsonElement.Parse(mapping), Contract = contract is null ? default : JsonElement.Parse(contract) };
        var source = new SegmentConnector().Bind(settings, errors);
        Assert.Empty(errors.All);
        return source!; // no errors: there is a source
    }

    public static SourceSettings Settings(string options) => new()
    {
        Key = "site",
        Connector = "segment",
        System = "site",
        Secrets = ["segment-write-key"],
        Region = "GB",
        Options = JsonElement.Parse(options),
    };

    public static WebhookRequest Request(string route, byte[] body, params (string Name, string Value)[] headers) => new()
    {
        Method = "POST",
        Url = new Uri($"https://cdi.example.com/v1/{route}?x=1"),
        Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
        Body = body,
        ReceivedAt = ReceivedAt,
    };

    public static WebhookRequest Request(string route, string body, params (string Name, string Value)[] headers) =>
        Request(route, Encoding.UTF8.GetBytes(body), headers);

    public static WebhookReading Read(string route, string body) => Source.Read(Request(route, body));

    /// <summary>The only change of a call that must be read whole.</summary>
    public static Change One(string route, string body)
    {
        var reading = Read(route, body);
        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Rejected);
        return Assert.Single(reading.Changes);
    }

    /// <summary>Why the only call was put aside.</summary>
    public static string Reason(string route, string body)
    {
        var reading = Read(route, body);
        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Changes);
        return Assert.Single(reading.Rejected).Reason;
    }

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    public static Dictionary<string, string> Fields(Change change) => change.Fields.ToDictionary(f => f.Name, f => f.Value.Json);

    public static string[] Identifiers(Change change) => [.. change.Identifiers.Select(i => $"{i.Type}={i.Value}")];
}
