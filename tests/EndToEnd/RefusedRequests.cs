using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What a caller is told who sends something that cannot be taken.</summary>
[Collection(IntakeTests.Name)]
public sealed class RefusedRequests(IntakeApp intake)
{
    private const string SomeId = "0198c0de-0000-7000-8000-000000000000";

    public static TheoryData<string, string, string?, int> Mistakes { get; } = new()
    {
        { "POST", "hooks/nobody", "{}", 404 },
        { "GET", "nowhere", null, 404 },
        { "POST", "api/nowhere", "{}", 404 },
        { "PUT", "hooks/hubspot", "{}", 405 },
        { "GET", "hooks/hubspot", null, 405 },
        { "DELETE", $"api/profiles/{SomeId}", null, 405 },
        { "GET", "v1/track", null, 405 },
        { "PATCH", "api/quarantine", "{}", 405 },
        { "GET", $"api/profiles/{SomeId}", null, 404 },
        { "GET", "api/profiles/42", null, 400 },
        { "GET", "api/profiles/%20", null, 400 },
        { "GET", "api/profiles/42/timeline", null, 400 },
        { "GET", "api/profiles/42/why/email", null, 400 },
        { "GET", $"api/profiles/{SomeId}/timeline", null, 404 },
        { "GET", $"api/profiles/{SomeId}/why/email", null, 404 },
        { "POST", "api/profiles/lookup", "{", 400 },
        { "POST", "api/profiles/lookup", "[]", 400 },
        { "POST", "api/profiles/lookup", "null", 400 },
        { "POST", "api/profiles/lookup", "{\"type\":\"email\"}", 400 },
        { "POST", "api/profiles/lookup", "{\"type\":\"email\",\"type\":\"email\",\"value\":\"a@b.example\"}", 400 },
        { "POST", "api/profiles/lookup", "{\"type\":7,\"value\":{}}", 400 },
        { "POST", "api/profiles/lookup", "{\"type\":\"email\",\"value\":\"no address\"}", 404 },
        { "POST", "api/profiles/lookup", "{\"type\":\"shoe_size\",\"value\":\"44\"}", 404 },
        { "POST", "api/destinations/nobody/resume", "{}", 404 },
        { "POST", "api/queues/nobody/dead-letters/replay", "{}", 404 },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_answered_with_problem_details(string method, string path, string? body, int expected)
    {
        using var request = Request(method, path, body, intake.App.Process.FunctionKey);
        using var answer = await intake.App.Process.Http.SendAsync(request);

        Assert.Equal(expected, (int)answer.StatusCode);
        await AssertProblemAsync(answer);
        Assert.Equal(expected == 405, answer.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_answered_413_whether_its_length_is_told_or_not()
    {
        foreach (var (path, size) in new[] { ("hooks/hubspot", 1024 * 1024), ("hooks/shop", 1024 * 1024), ("v1/batch", 4 * 1024 * 1024), ("api/profiles/lookup", 65_536) })
        {
            foreach (var chunked in new[] { false, true })
            {
                using var request = Request("POST", path, new string(' ', size + 1), intake.App.Process.FunctionKey);
                request.Headers.TransferEncodingChunked = chunked;
                using var answer = await intake.App.Process.Http.SendAsync(request);
                Assert.True(answer.StatusCode == HttpStatusCode.RequestEntityTooLarge, $"{path} answered {(int)answer.StatusCode}, chunked: {chunked}");
                await AssertProblemAsync(answer);
            }
        }
    }

    [Fact]
    public async Task An_unknown_content_coding_or_type_is_answered_415()
    {
        foreach (var path in new[] { "hooks/hubspot", "hooks/shop", "v1/track" })
        {
            using var request = Request("POST", path, "{}", null);
            request.Content!.Headers.ContentEncoding.Add("br");
            using var answer = await intake.App.Process.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
            await AssertProblemAsync(answer);
        }

        using var form = Request("POST", "api/profiles/lookup", "type=email", intake.App.Process.FunctionKey);
        form.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var refused = await intake.App.Process.Http.SendAsync(form);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        await AssertProblemAsync(refused);
    }

    [Theory]
    [InlineData("GET", "api/queues")]
    [InlineData("GET", "api/stats")]
    [InlineData("GET", "api/quarantine")]
    [InlineData("GET", $"api/profiles/{SomeId}")]
    [InlineData("POST", "api/profiles/lookup")]
    [InlineData("POST", "api/quarantine/replay")]
    [InlineData("GET", "api/destinations")]
    [InlineData("GET", "api/quarantine/hubspot~00")]
    public async Task Without_the_right_key_the_api_answers_401_and_nothing_else(string method, string path)
    {
        foreach (var key in new[] { null, "", "wrong", intake.App.Process.FunctionKey + "x", intake.App.Process.FunctionKey[1..] })
        {
            using var request = Request(method, path, method == "POST" ? "{}" : null, key);
            using var answer = await intake.App.Process.Http.SendAsync(request);
            await AssertBareAsync(answer);
        }
    }

    [Fact]
    public async Task What_quarantine_holds_is_shown_to_nobody_without_a_key()
    {
        using var stranger = await intake.App.Api.SendAsync(HttpMethod.Get, "api/quarantine/hubspot~00", key: "no-key-of-this-app");
        await AssertBareAsync(stranger);
        using var known = await intake.App.Api.SendAsync(HttpMethod.Get, "api/quarantine/hubspot~00");
        Assert.Equal(HttpStatusCode.NotFound, known.StatusCode);
        await AssertProblemAsync(known);
    }

    [Fact]
    public async Task A_webhook_that_is_not_shown_to_be_genuine_is_answered_401_and_nothing_else()
    {
        var body = Encoding.UTF8.GetBytes(HubSpotVendor.Body(HubSpotVendor.Created(Person.New(), TimeProvider.System.GetUtcNow())));
        var now = TimeProvider.System.GetUtcNow();
        var process = intake.App.Process;
        HttpRequestMessage[] forgeries =
        [
            Request("POST", "hooks/hubspot", "[]", null),
            new HubSpotVendor(process, "another secret").Request(body),
            intake.App.HubSpot.Request(body, now.AddMinutes(-6)),
            intake.App.HubSpot.Request(body, now.AddMinutes(6)),
            intake.App.SendGrid.Request("[]"u8.ToArray(), now.AddMinutes(-11)),
            new ShopVendor(process, Receiver.Secret).Request("{}"u8.ToArray()),
            intake.App.Shop.Request("{}"u8.ToArray(), now.AddMinutes(-6)),
            Tracking("Basic d3Jvbmc6"),
            Tracking("Basic %%%"),
            Tracking("Bearer token"),
            Request("POST", "v1/track", "{}", null),
        ];
        foreach (var forgery in forgeries)
        {
            using var answer = await process.Http.SendAsync(forgery);
            await AssertBareAsync(answer);
            forgery.Dispose();
        }
    }

    [Fact]
    public async Task A_source_without_a_secret_refuses_everything()
    {
        var vendor = new ShopVendor(intake.App.Process, ShopVendor.Secret, IntakeApp.Unarmed);
        var empty = new ShopVendor(intake.App.Process, "whsec_", IntakeApp.Unarmed);
        var payload = ShopVendor.Contact("1", TimeProvider.System.GetUtcNow(), []);
        foreach (var request in new[] { vendor.Request(JsonSerializer.SerializeToUtf8Bytes(payload)), empty.Request("{}"u8.ToArray()), Request("POST", $"hooks/{IntakeApp.Unarmed}", "{}", null) })
        {
            using var answer = await intake.App.Process.Http.SendAsync(request);
            await AssertBareAsync(answer);
            request.Dispose();
        }

        Assert.Contains("no-such-secret", intake.App.Process.Output, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Tracking(string authorization)
    {
        var request = Request("POST", "v1/track", "{\"userId\":\"u\",\"event\":\"e\"}", null);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private static HttpRequestMessage Request(string method, string path, string? body, string? key)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-functions-key", key);
        }

        return request;
    }

    private static async Task AssertBareAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.Text("title")));
        Assert.DoesNotContain("   at ", problem.ToString(), StringComparison.Ordinal);
    }
}
