using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>A caller of the app's API who has the function key.</summary>
internal sealed class CdiApi(AppProcess app)
{
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? ifNoneMatch = null, string? key = null, string? reason = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("x-functions-key", key ?? app.FunctionKey);
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        if (reason is not null)
        {
            request.Headers.Add("x-cdi-reason", Uri.EscapeDataString(reason));
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        return await app.Http.SendAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        return await ReadAsync(answer, HttpStatusCode.OK);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body);
        return await ReadAsync(answer, HttpStatusCode.OK);
    }

    /// <summary>The profile that the identifier leads to, with its ETag; null where there is none.</summary>
    public async Task<Found?> FindAsync(string type, string value, string? region = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, "api/profiles/lookup", new { type, value, region });
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : new Found(await ReadAsync(answer, HttpStatusCode.OK), answer.Headers.ETag!.ToString());
    }

    /// <summary>The profile as soon as it is what is waited for.</summary>
    public async Task<JsonElement> WaitForAsync(string type, string value, Func<JsonElement, bool> when) =>
        (await Eventually.GetAsync($"a profile by {type}", async () => await FindAsync(type, value) is { } found && when(found.Profile) ? found : null)).Profile;

    public Task<JsonElement> WaitForAsync(Person person, Func<JsonElement, bool>? when = null) =>
        WaitForAsync("email", person.Email, when ?? (_ => true));

    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(string id) => (await GetAsync($"api/profiles/{id}/timeline")).Items("entries");

    public async Task<long> EndedAsync(string outcome) => (await GetAsync("api/stats")).GetProperty("changes").GetProperty(outcome).GetInt64();

    public async Task<long> DeliveriesAsync(string outcome) => (await GetAsync("api/stats")).GetProperty("deliveries").GetProperty(outcome).GetInt64();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == expected
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"The app answered {(int)answer.StatusCode}, not {(int)expected}: {text}");
    }
}

internal sealed record Found(JsonElement Profile, string ETag);
