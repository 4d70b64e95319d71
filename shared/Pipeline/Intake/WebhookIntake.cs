using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Intake;

/// <summary>The door: verify the raw bytes, read them, make everything durable, and only then answer.</summary>
public sealed class WebhookIntake(IntegrationConfig config, ISecretSource secrets, IntakeSink sink, TimeProvider time, ILogger<WebhookIntake> log)
{
    /// <summary>The limit that the source sets for a body, or null where there is no such source.</summary>
    public int? MaxBodyBytes(string source) => config.Source(source)?.Webhook.MaxBodyBytes;

    /// <summary>Largest body that any source found by its credential takes.</summary>
    public int MaxTrackingBytes { get; } = config.Sources
        .Where(s => s.Connector is ITrackingConnector).Select(s => s.Webhook.MaxBodyBytes).DefaultIfEmpty(0).Max();

    /// <summary>A webhook at the URL of its source.</summary>
    public async Task<WebhookAnswer> ReceiveAsync(string source, WebhookRequest request, CancellationToken cancellationToken)
    {
        if (config.Source(source) is not { } configured)
        {
            Log.UnknownSource(log);
            return IntakeAnswer.UnknownSource;
        }

        request = configured.Settings.PublicUrl is { } url ? request with { Url = Public(url, request.Url) } : request;
        var live = await SecretsAsync(configured, cancellationToken);
        if (configured.Webhook is IWebhookHandshake handshake && handshake.Handshake(request, live, time.GetUtcNow()) is { } answer)
        {
            return await ShakeAsync(configured, answer, cancellationToken);
        }

        if (Precheck(request, configured.Webhook.MaxBodyBytes) is { } refusal)
        {
            return refusal;
        }

        var verdict = Verify(configured, request, live);
        return verdict == WebhookVerdict.Genuine
            ? await AcceptAsync(configured, request, cancellationToken)
            : Refused(configured, verdict);
    }

    /// <summary>A call to a tracking API, whose credential says which source it is.</summary>
    public async Task<WebhookAnswer> TrackAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        if (Precheck(request, MaxTrackingBytes) is { } refusal)
        {
            return refusal;
        }

        // Every candidate is checked, so that the time taken does not tell which one it was.
        ConfiguredSource? genuine = null;
        var worst = WebhookVerdict.NoSecret;
        foreach (var candidate in config.Sources.Where(s => s.Connector is ITrackingConnector))
        {
            var verdict = Verify(candidate, request, await SecretsAsync(candidate, cancellationToken));
            genuine = verdict == WebhookVerdict.Genuine ? genuine ?? candidate : genuine;
            worst = verdict > worst ? verdict : worst;
        }

        if (genuine is not null)
        {
            return await AcceptAsync(genuine, request, cancellationToken);
        }

        Log.TrackingRefused(log, worst);
        return IntakeAnswer.Unauthorized;
    }

    /// <summary>The URL as the vendor knows it. A query is the vendor's own, unless the file states one.</summary>
    private static Uri Public(Uri stated, Uri received) =>
        stated.Query.Length > 0 || received.Query.Length == 0 ? stated : new Uri(stated.OriginalString + received.Query);

    private static WebhookAnswer? Precheck(WebhookRequest request, int maxBodyBytes)
    {
        if (request.Method != "POST")
        {
            return IntakeAnswer.MethodNotAllowed;
        }

        if (request.Body.Length > maxBodyBytes)
        {
            return IntakeAnswer.TooLarge(maxBodyBytes);
        }

        return request.Header("Content-Encoding") is null or "" or "identity" or "gzip" ? null : IntakeAnswer.UnsupportedEncoding;
    }

    /// <summary>What the vendor hands over is kept before it hears that it is.</summary>
    private async Task<WebhookAnswer> ShakeAsync(ConfiguredSource source, WebhookAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.NewSecret is { } secret)
        {
            var name = source.Settings.Secrets[0];
            await secrets.AddAsync(name, secret, cancellationToken);
            Log.SecretHandedOver(log, source.Settings.Key, name);
        }

        return answer;
    }

    private WebhookVerdict Verify(ConfiguredSource source, WebhookRequest request, IReadOnlyList<SecretValue> live) =>
        live.Count == 0 ? WebhookVerdict.NoSecret : source.Webhook.Verify(request, live, time.GetUtcNow());

    private WebhookAnswer Refused(ConfiguredSource source, WebhookVerdict verdict)
    {
        if (verdict == WebhookVerdict.NoSecret)
        {
            Log.NoSecret(log, source.Settings.Key, string.Join(", ", source.Settings.Secrets));
        }
        else
        {
            Log.Refused(log, source.Settings.Key, verdict);
        }

        return IntakeAnswer.Unauthorized;
    }

    private async Task<WebhookAnswer> AcceptAsync(ConfiguredSource source, WebhookRequest request, CancellationToken cancellationToken)
    {
        var reading = source.Webhook.Read(request);
        if (reading.Refusal is { } refusal)
        {
            return refusal;
        }

        await sink.KeepAsync(source.Settings.Key, request, source.Webhook.ReplayHeaders, reading, cancellationToken);
        return source.Webhook.Accepted(reading);
    }

    private async ValueTask<IReadOnlyList<SecretValue>> SecretsAsync(ConfiguredSource source, CancellationToken cancellationToken)
    {
        if (source.Settings.Secrets is [var only])
        {
            return await secrets.GetAsync(only, cancellationToken);
        }

        var live = new List<SecretValue>();
        foreach (var name in source.Settings.Secrets)
        {
            live.AddRange(await secrets.GetAsync(name, cancellationToken));
        }

        return live;
    }
}
