using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Embedded.Functions.Hosting;
using ServerlessCdi.Embedded.Functions.Http;

namespace ServerlessCdi.Tests.Host;

public sealed class ShowingKeys
{
    private const string Header = "x-functions-key";

    [Theory]
    [InlineData("open", "none", HttpStatusCode.OK)]
    [InlineData("function", "none", HttpStatusCode.Unauthorized)]
    [InlineData("function", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("function", "default", HttpStatusCode.OK)]
    [InlineData("function", "master", HttpStatusCode.OK)]
    [InlineData("admin", "none", HttpStatusCode.Unauthorized)]
    [InlineData("admin", "default", HttpStatusCode.Unauthorized)]
    [InlineData("admin", "master", HttpStatusCode.OK)]
    public async Task A_key_opens_its_own_level_in_the_header_and_in_the_query(string path, string key, HttpStatusCode expected)
    {
        await using var host = await RunningHost.StartAsync(typeof(Guarded));
        var value = key switch { "default" => host.Keys.FunctionKeys!["default"], "master" => host.Keys.Master, "wrong" => "wrong", _ => "" };
        using var withHeader = new HttpRequestMessage(HttpMethod.Get, "guarded/" + path) { Headers = { { Header, value } } };

        Assert.Equal(expected, (await host.Http.SendAsync(withHeader)).StatusCode);
        Assert.Equal(expected, (await host.Http.GetAsync($"guarded/{path}?code={value}")).StatusCode);
    }

    [Fact]
    public async Task A_refusal_has_no_body()
    {
        await using var host = await RunningHost.StartAsync(typeof(Guarded));

        var response = await host.Http.GetAsync("/guarded/function");

        Assert.Equal(0, response.Content.Headers.ContentLength);
        Assert.Null(response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Keys_are_made_at_the_first_start_readable_by_the_owner_alone_and_kept_at_the_next()
    {
        using var folder = new HostFolder();
        HostKeysFile first;
        await using (var host = await RunningHost.StartAsync(new HostSetup { Folder = folder }))
        {
            first = host.Keys;
        }

        await using var again = await RunningHost.StartAsync(new HostSetup { Folder = folder });

        Assert.Equal(first.Master, again.Keys.Master);
        Assert.NotEqual(first.Master, first.FunctionKeys!["default"]);
        Assert.True(first.Master!.Length > 40);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder.File("host-keys.json")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_key_rotates_without_a_restart_and_old_and_new_may_overlap()
    {
        await using var host = await RunningHost.StartAsync(typeof(Guarded));
        var old = host.Keys.FunctionKeys!["default"];

        Write(host, host.Keys with { FunctionKeys = new Dictionary<string, string> { ["default"] = old, ["next"] = "the-next-key" } });
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync($"/guarded/function?code={old}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/guarded/function?code=the-next-key")).StatusCode);

        Write(host, host.Keys with { FunctionKeys = new Dictionary<string, string> { ["default"] = "the-next-key" } });
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.GetAsync($"/guarded/function?code={old}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/guarded/function?code=the-next-key")).StatusCode);
    }

    [Fact]
    public async Task A_broken_edit_of_the_keys_leaves_them_as_they_were()
    {
        await using var host = await RunningHost.StartAsync(typeof(Guarded));
        var key = host.Keys.FunctionKeys!["default"];

        await File.WriteAllTextAsync(host.Folder.File("host-keys.json"), "{ half");

        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync($"/guarded/function?code={key}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.GetAsync("/guarded/function?code=")).StatusCode);
    }

    private static void Write(RunningHost host, HostKeysFile keys) =>
        File.WriteAllText(host.Folder.File("host-keys.json"), JsonSerializer.Serialize(keys, HostJsonContext.Default.HostKeysFile));

    internal static class Guarded
    {
        [Function("open")]
        public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guarded/open")] HttpRequest request) => TypedResults.Ok();

        [Function("function")]
        public static IResult WithKey([HttpTrigger(AuthorizationLevel.Function, "get", Route = "guarded/function")] HttpRequest request) => TypedResults.Ok();

        [Function("admin")]
        public static IResult Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "guarded/admin")] HttpRequest request) => TypedResults.Ok();
    }
}
