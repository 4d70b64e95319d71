using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>A system that takes signed webhooks, answers as a test tells it to, and remembers every call.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "whsec_ZGVzdGluYXRpb24tc2lnbmluZy1zZWNyZXQtMzJieXQ=";
    public const string SecretName = "receiver-signing-secret";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();

    private Receiver(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>How a call is answered; 204 until a test says otherwise.</summary>
    public Func<ReceivedCall, Task<ReceiverAnswer>> Answer { get; set; } = _ => Task.FromResult(ReceiverAnswer.Ok);

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.MapPost("/profiles", receiver.TakeAsync);
        await receiver._app.StartAsync();
        receiver.Url = new Uri($"{receiver._app.Urls.First()}/profiles");
        return receiver;
    }

    /// <summary>The calls about a person, who is known by the address that every destination here is told.</summary>
    public IReadOnlyList<ReceivedCall> CallsAbout(Person person) => [.. _calls.Where(c => c.IsAbout(person))];

    /// <summary>Waits for the nth call about the person.</summary>
    public async Task<ReceivedCall> CallAsync(Person person, int nth = 1)
    {
        await Eventually.BeAsync($"call {nth} of a receiver", () => CallsAbout(person).Count >= nth);
        return CallsAbout(person)[nth - 1];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString());
        var call = new ReceivedCall(TimeProvider.System.GetUtcNow(), headers, body);
        _calls.Enqueue(call);
        var answer = await Answer(call);
        http.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds;
        }
    }
}

internal sealed record ReceiverAnswer(int Status, string? RetryAfter = null)
{
    public static ReceiverAnswer Ok { get; } = new(204);
}

internal sealed record ReceivedCall(DateTimeOffset At, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? Field(string name) => Json.Text("data", "fields", name);

    public bool IsAbout(Person person) => Body.Contains(person.Email, StringComparison.OrdinalIgnoreCase);
}
