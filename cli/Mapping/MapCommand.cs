using System.CommandLine;
using ServerlessCdi.Cli.Configuration;
using ServerlessCdi.Cli.Sending;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Cli.Mapping;

/// <summary><c>cdi map</c>: what becomes of every value of a payload, and why. Sends nothing.</summary>
internal sealed class MapCommand(GlobalOptions global, CliHost host)
{
    private readonly Argument<string> _target = new("source-or-connector")
    {
        Description = "A source of the configuration, or a connector that only one source uses.",
    };

    private readonly Argument<string?> _payload = new("payload")
    {
        Description = "A file with a payload as the vendor sends it, or the name of one of the connector's samples.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _header = new("--header", "-H")
    {
        Description = "A header that the vendor names the event in, such as X-Shopify-Topic=customers/update. May be given several times.",
    };

    private readonly Option<string?> _path = new("--path") { Description = "The path of the URL, for connectors that read it, such as /v1/identify." };

    private readonly Option<string?> _config = ConfigFolder.Option();

    public Command Build()
    {
        var command = new Command("map", "Shows for one payload what becomes of every value, and why. Nothing is sent or stored.")
        {
            _target,
            _payload,
            _header,
            _path,
            _config,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var context = global.Read(parsed, host);
        var source = SourceChoice.Of(ConfigFolder.Load(parsed.GetValue(_config), host), parsed.GetRequiredValue(_target));
        var trace = new MappingTrace();
        var reading = source.Webhook.Read(RequestOf(source, parsed) with { Trace = trace });
        if (context.Json)
        {
            context.WriteJson(MapReport.Of(reading, trace).ToIndentedJson());
        }
        else
        {
            MapView.Write(context.Console, reading, trace);
        }

        return reading.Rejected.Count == 0 && reading.Refusal is null ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>The request that the vendor would send. It is not verified, so its credential may be made up.</summary>
    private WebhookRequest RequestOf(ConfiguredSource source, ParseResult parsed)
    {
        var now = host.Time.GetUtcNow();
        var payloads = new SamplePayloads(host);
        var payload = parsed.GetValue(_payload);
        var isFile = payload is not null && File.Exists(Path.GetFullPath(payload, host.Directory));
        var name = payload is null ? "" : Path.GetFileNameWithoutExtension(payload);
        var body = isFile ? payloads.Own(payload!) : payloads.Sample(source.Settings.Connector, payload, now);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var url = new Uri($"https://map.invalid/hooks/{source.Settings.Key}");
        if (source.Connector is ISampleSigner signer)
        {
            var signed = SignedRequest.Sign(signer, url, url, (name, body), (signer.MintSecret().Signing, now));
            headers = new(signed.Headers, StringComparer.OrdinalIgnoreCase);
            url = new Uri(url, $"/{signer.SampleRoute(source.Settings.Key, name)}");
            body = signed.Body;
        }

        foreach (var header in parsed.GetValue(_header) ?? [])
        {
            var at = header.IndexOfAny(['=', ':']);
            if (at < 1)
            {
                throw new CliFailure($"--header takes a name and a value, such as X-Shopify-Topic=customers/update, and not '{header}'.", ExitCodes.Usage);
            }

            headers[header[..at].Trim()] = header[(at + 1)..].Trim();
        }

        url = parsed.GetValue(_path) is { } path ? new Uri(url, path) : url;
        return new WebhookRequest { Method = "POST", Url = url, Headers = headers, Body = body, ReceivedAt = now };
    }
}
