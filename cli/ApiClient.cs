using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli;

/// <summary>The app's HTTP API. Anything but a success becomes a <see cref="CliFailure"/> that says what to do.</summary>
internal sealed class ApiClient : IDisposable
{
    public const string KeyHeader = "x-functions-key";
    public const string ReasonHeader = "x-cdi-reason";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CliContext _context;
    private readonly HttpClient _http;
    private readonly string? _key;
    private readonly TimeSpan _patience;

    /// <param name="patience">How long an answer may take; 30 seconds where it is not said.</param>
    public ApiClient(CliContext context, TimeSpan? patience = null)
    {
        _context = context;
        _patience = patience ?? Patience;
        _key = context.GivenKey ?? HostKeys.Default(context.DataFolder);
        _http = new HttpClient(context.Host.Http(), disposeHandler: true) { BaseAddress = context.BaseUrl, Timeout = _patience };
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>A call that the app keeps the reason of.</summary>
    public Task<JsonNode> CallAsync(HttpMethod method, string path, string reason, CancellationToken cancellationToken) =>
        CallAsync(method, path, null, reason, cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, path, JsonOf(body), null, cancellationToken);

    public Task<JsonNode> DeleteAsync(string path, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Delete, path, null, null, cancellationToken);

    public Task<JsonNode> CallAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken) =>
        CallAsync(method, path, content, null, cancellationToken);

    /// <summary>Sends a request as it stands and gives back whatever the app answers.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            var advice = "start the app with 'dotnet run --project functions', or name another address with --url.";
            throw new CliFailure($"Nothing answers at {_context.BaseUrl}: {advice}") { MayPass = true };
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliFailure($"{_context.BaseUrl} did not answer within {_patience.TotalSeconds:0} seconds.") { MayPass = true };
        }
    }

    public void Dispose() => _http.Dispose();

    private static StringContent JsonOf(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, HttpContent? content, string? reason, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (reason is not null)
        {
            // A header, and not the URL, which ends in logs; percent-encoded, for headers are ASCII.
            request.Headers.TryAddWithoutValidation(ReasonHeader, Uri.EscapeDataString(reason));
        }

        if (_key is not null)
        {
            request.Headers.TryAddWithoutValidation(KeyHeader, _key);
        }

        // What has no length may be long: the app can then refuse it before it is sent.
        request.Headers.ExpectContinue = content is { Headers.ContentLength: null };
        using var response = await SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw Refused(response.StatusCode, text);
        }

        try
        {
            return JsonNode.Parse(text.Length == 0 ? "{}" : text) ?? new JsonObject();
        }
        catch (JsonException)
        {
            throw new CliFailure($"{new Uri(_context.BaseUrl, path)} did not answer with JSON. Is it a ServerlessCdi app?");
        }
    }

    private CliFailure Refused(HttpStatusCode status, string text)
    {
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            var used = _key is null ? "none was found" : _context.GivenKey is null ? "the one of the data folder was used" : "the given one was used";
            return new CliFailure(
                $"The app does not accept the key ({used}). It comes from --key, CDI_KEY, or 'default' in "
                + $"{Path.Combine(_context.DataFolder, HostKeys.FileName)} (--data).");
        }

        var code = status == HttpStatusCode.NotFound ? ExitCodes.NotFound : ExitCodes.Failed;
        return new CliFailure(Problem(text) ?? $"The app answered {(int)status} without saying why.", code)
        {
            MayPass = status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout,
        };
    }

    /// <summary>Title and detail of RFC 9457 problem details, or null where the answer is none.</summary>
    private static string? Problem(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject problem || problem.Text("title") is not { } title)
            {
                return null;
            }

            return problem.Text("detail") is { Length: > 0 } detail ? $"{title}: {detail}" : title;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
