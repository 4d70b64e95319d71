using System.Globalization;
using System.Text;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>Bodies that no program would send, signed or not, to every route that takes a body.</summary>
[Collection(IntakeTests.Name)]
public sealed class GarbageBodies(IntakeApp intake)
{
    private const int Bodies = 300;
    private const int Seed = 20261122;

    [Fact]
    public async Task Whatever_the_bytes_are_no_route_answers_with_a_fault_of_its_own()
    {
        var random = new Random(Seed);
        var person = Person.New();
        var at = TimeProvider.System.GetUtcNow();
        var models = new[]
        {
            HubSpotVendor.Body(HubSpotVendor.Contact(person, at)),
            System.Text.Json.JsonSerializer.Serialize(ShopVendor.Contact("7", at, new() { ["email"] = person.Email }, "granted")),
            System.Text.Json.JsonSerializer.Serialize(new[] { SendGridVendor.Event(person, "open", "sg-garbage", at) }),
            """{"batch":[{"type":"track","userId":"u","event":"e","properties":{"a":[1,2,{"b":null}]}}]}""",
            """{"type":"email","value":"a@b.example"}""",
        }.Select(Encoding.UTF8.GetBytes).ToList();

        for (var i = 0; i < Bodies; i++)
        {
            var body = Mutate(random, models[random.Next(models.Count)]);
            foreach (var request in Requests(body))
            {
                using var answer = await intake.App.Process.Http.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{request.RequestUri} answered {(int)answer.StatusCode} to body {i.ToString(CultureInfo.InvariantCulture)}");
                request.Dispose();
            }
        }

        using var health = await intake.App.Api.SendAsync(HttpMethod.Get, "api/health");
        Assert.True(health.IsSuccessStatusCode);
    }

    private HttpRequestMessage[] Requests(byte[] body) =>
    [
        intake.App.HubSpot.Request(body),
        intake.App.Shop.Request(body),
        intake.App.SendGrid.Request(body),
        Tracking("v1/batch", body),
        Tracking("v1/identify", body),
        Api("api/profiles/lookup", body),
        Api("api/quarantine/replay", body),
        Api("api/destinations/nobody/resume", body),
    ];

    private HttpRequestMessage Api(string path, byte[] body)
    {
        var request = Plain(path, body);
        request.Headers.Add("x-functions-key", intake.App.Process.FunctionKey);
        return request;
    }

    private static HttpRequestMessage Tracking(string path, byte[] body)
    {
        var request = Plain(path, body);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(TrackingClients.WriteKey + ":")));
        return request;
    }

    private static HttpRequestMessage Plain(string path, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }

    /// <summary>Random bytes, or a good body with a few bytes changed, dropped, doubled or swapped for what parsers stumble over.</summary>
    private static byte[] Mutate(Random random, byte[] model)
    {
        string[] snags = ["null", "\"\\ud800\"", "1e999", "-0", "[[[[[[[[", "\u0000", "{\"a\":1,\"a\":2}", "9223372036854775808", "\"\""];
        var body = random.Next(6) == 0 ? new byte[random.Next(200)] : [.. model];
        if (body.Length == 0 || body[0] == 0)
        {
            random.NextBytes(body);
            return body;
        }

        for (var n = random.Next(1, 6); n > 0 && body.Length > 4; n--)
        {
            var at = random.Next(body.Length);
            var length = Math.Min(random.Next(1, 20), body.Length - at);
            body = random.Next(5) switch
            {
                0 => [.. body[..at], .. body[(at + length)..]],
                1 => [.. body[..at], .. body[at..(at + length)], .. body[at..]],
                2 => [.. body[..at], .. Encoding.UTF8.GetBytes(snags[random.Next(snags.Length)]), .. body[(at + length)..]],
                3 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
                _ => body[..at],
            };
        }

        return body;
    }
}
