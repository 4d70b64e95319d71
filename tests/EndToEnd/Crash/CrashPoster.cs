using System.Collections.Concurrent;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.EndToEnd.Crash;

/// <summary>The vendors: they post, and post again with the same ids whatever was not acknowledged.</summary>
internal sealed class CrashPoster(Uri app, IReadOnlyDictionary<string, SampleSecret> secrets, TimeSpan pace) : IDisposable
{
    private const int AtOnce = 4;
    private static readonly TimeSpan BeforeTheNextTry = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Requests that the app has answered with 2xx.</summary>
    public ConcurrentBag<CrashRequest> Acknowledged { get; } = [];

    /// <summary>Posts until <paramref name="next"/> has no more requests, and returns when each was acknowledged.</summary>
    public Task PostAsync(Func<CrashRequest?> next, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (next() is { } request)
            {
                while (!await TryAsync(request, cancellationToken))
                {
                    await Task.Delay(BeforeTheNextTry, TimeProvider.System, cancellationToken);
                }

                Acknowledged.Add(request);
                await Task.Delay(pace, TimeProvider.System, cancellationToken);
            }
        }));

    public void Dispose() => _http.Dispose();

    private async Task<bool> TryAsync(CrashRequest request, CancellationToken cancellationToken)
    {
        var url = new Uri(app, $"hooks/{request.Source}");
        var signer = (ISampleSigner)Catalog.Find(request.Source == CrashLoad.Shop ? "standard-webhooks" : "hubspot")!;
        var sample = new SampleRequest("POST", url, request.Body, request.MessageId);
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(request.Body) };
        foreach (var (name, value) in signer.Sign(sample, secrets[request.Source].Signing, TimeProvider.System.GetUtcNow()))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        try
        {
            using var answer = await _http.SendAsync(message, cancellationToken);
            Assert.NotEqual(401, (int)answer.StatusCode);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
