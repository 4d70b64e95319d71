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

    public ApiClient(CliContext context)
    {
        _context = context;
        _key = context.GivenKey ?? HostKeys.Default(context.DataFolder);
        _http = new HttpClient(context.Host.Http(), disposeHandler: true) { BaseAddress = context.BaseUrl, Timeout = Patience };
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>A call that the app keeps the reason of.</summary>
    public Task<JsonNode> CallAsync(HttpMethod method, string path, string reason, CancellationToken cancellationToken) =>
        CallAsync(method, path, null, reason, cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, path, body, null, cancellationToken);

    public Task<JsonNode> DeleteAsync(string path, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Delete, path, null, null, cancellationToken);

    /// <summary>Sends a request as it stands and gives back whatever the app answers.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            throw new CliFailure(
                $"Nothing answers at {_context.BaseUrl}: start the app with 'dotnet run --project functions', or name another address with --url.");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliFailure($"{_context.BaseUrl} did not answer within {Patience.TotalSeconds:0} seconds.");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, JsonNode? body, string? reason, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (reason is not null)
        {
            // A header, and not the URL, which ends in logs; percent-encoded, for headers are ASCII.
            request.Headers.TryAddWithoutValidation(ReasonHeader, Uri.EscapeDataString(reason));
        }

        if (_key is not null)
        {
            request.Headers.TryAddWithoutValidation(KeyHeader, _key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

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
        return new CliFailure(Problem(text) ?? $"The app answered {(int)status} without saying why.", code);
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
