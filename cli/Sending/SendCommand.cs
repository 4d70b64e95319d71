using System.CommandLine;
using ServerlessCdi.Cli.Configuration;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Cli.Sending;

/// <summary><c>cdi send</c>: posts a payload, signed as the source's vendor signs.</summary>
internal sealed class SendCommand(GlobalOptions global, CliHost host)
{
    private readonly Argument<string> _target = new("source-or-connector")
    {
        Description = "A source of the configuration, or a connector that only one source uses.",
    };

    private readonly Argument<string?> _sample = new("sample")
    {
        Description = "Which of the connector's samples. Leave it out to be told their names.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _file = new("--file") { Description = "Send this file, byte for byte, instead of a sample." };

    private readonly Option<string?> _secretEnv = new("--secret-env")
    {
        Description = "Take the signing secret from this environment variable. Default: the local app's vault in the data folder.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the request, without its secret, and send nothing." };

    private readonly Option<string?> _config = ConfigFolder.Option();

    public Command Build()
    {
        var command = new Command("send", "Posts a sample payload to a source, signed exactly as its vendor signs.")
        {
            _target,
            _sample,
            _file,
            _secretEnv,
            _dryRun,
            _config,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var config = ConfigFolder.Load(parsed.GetValue(_config), host);
        var source = SourceChoice.Of(config, parsed.GetRequiredValue(_target));
        if (source.Connector is not ISampleSigner signer)
        {
            throw new CliFailure($"The connector {source.Settings.Connector} cannot sign samples: its vendor alone can.");
        }

        var now = host.Time.GetUtcNow();
        var payloads = new SamplePayloads(host);
        var file = parsed.GetValue(_file);
        var sample = parsed.GetValue(_sample);
        var body = file is null ? payloads.Sample(source.Settings.Connector, sample, now) : payloads.Own(file);
        var name = sample ?? Path.GetFileNameWithoutExtension(file) ?? "";
        var dryRun = parsed.GetValue(_dryRun);
        var secrets = new SigningSecrets(context);
        var secret = parsed.GetValue(_secretEnv) is { } variable
            ? secrets.FromEnvironment(variable)
            : await secrets.FromVaultAsync(source.Settings, signer, store: !dryRun, cancellationToken);
        if (secret.Note is { } note)
        {
            context.Note(note);
        }

        var url = new Uri(context.BaseUrl, signer.SampleRoute(source.Settings.Key, name));
        var request = SignedRequest.Sign(signer, url, source.Settings.PublicUrl ?? url, (name, body), (secret.Text, now));
        var output = new SendOutput(context, source.Settings, name);
        return dryRun ? output.Show(request, secret.Text) : await PostAsync(context, request, output, cancellationToken);
    }

    private async Task<int> PostAsync(CliContext context, SignedRequest request, SendOutput output, CancellationToken cancellationToken)
    {
        using var client = new ApiClient(context);
        using var message = request.ToHttp();
        var started = host.Time.GetTimestamp();
        using var response = await client.SendAsync(message, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return output.Report(request, response, answer, host.Time.GetElapsedTime(started));
    }
}
