using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Tests.Host;

public sealed class RefusingToStart
{
    [Fact]
    public async Task Every_fault_of_every_function_is_listed_at_once()
    {
        var error = await RunningHost.FailAsync(new HostSetup { Functions = [typeof(Faulty), typeof(FaultyToo)] });

        Assert.Contains("8 fault(s)", error, StringComparison.Ordinal);
        Assert.Contains("Function name Twice is used by", error, StringComparison.Ordinal);
        Assert.Contains("Functions routeA and routeB answer the same route: Same/{other}", error, StringComparison.Ordinal);
        Assert.Contains("Function odd has a parameter that the embedded host cannot bind: Stream body", error, StringComparison.Ordinal);
        Assert.Contains("Function noRoute has a parameter that the embedded host cannot bind: String id", error, StringComparison.Ordinal);
        Assert.Contains("Function returnsText returns String", error, StringComparison.Ordinal);
        Assert.Contains("Function reserved has the route admin/people", error, StringComparison.Ordinal);
        Assert.Contains("Function never: It must have six fields", error, StringComparison.Ordinal);
        Assert.Contains("Function unset: \"%NoSuchSetting%\" names the setting \"NoSuchSetting\", which is not set", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var error = await RunningHost.FailAsync(new HostSetup { Arguments = ["--port", $"{port}"] });

        Assert.Equal($"Port {port} on 127.0.0.1 is already in use: stop the other process, or choose another port with --port.", error.TrimEnd());
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_one_sentence()
    {
        using var folder = new HostFolder();
        await File.WriteAllTextAsync(folder.Data, "a file where the folder should be");

        var error = await RunningHost.FailAsync(new HostSetup { Folder = folder });

        Assert.StartsWith($"The data folder {folder.Data} cannot be written (", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("{ \"functionTimeout\": ", "host.json is not valid JSON")]
    [InlineData("{ \"functionTimeout\": \"soon\" }", "host.json: functionTimeout is \"soon\"")]
    [InlineData("{ \"extensions\": { \"serviceBus\": { \"maxMessageBatchSize\": 0 } } }", "host.json: extensions.serviceBus.maxMessageBatchSize is \"0\"")]
    [InlineData("{ \"logging\": { \"logLevel\": { \"default\": \"loud\" } } }", "host.json: logging.logLevel.default is \"loud\"")]
    public async Task A_fault_in_host_json_is_named(string json, string expected)
    {
        Assert.Contains(expected, await RunningHost.FailAsync(new HostSetup { HostJson = json }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "http", "\"http\" is not a port")]
    [InlineData("--host", "example.org", "\"example.org\" is not an address")]
    [InlineData("--port", null, "--port needs a value")]
    public async Task A_fault_on_the_command_line_is_named(string name, string? value, string expected)
    {
        var setup = new HostSetup { Arguments = value is null ? [name] : [name, value] };

        Assert.Contains(expected, await RunningHost.FailAsync(setup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_fail_their_validation_are_named()
    {
        var setup = new HostSetup
        {
            Configure = b => b.Services.AddOptions<Limits>().Validate(l => l.Most > 0, "Limits: Most must be positive.").ValidateOnStart(),
        };

        Assert.Equal("Limits: Most must be positive.", (await RunningHost.FailAsync(setup)).TrimEnd());
    }

    [Fact]
    public void Http_functions_need_the_web_application()
    {
        using var folder = new HostFolder();
        var seams = new HostSeams
        {
            FunctionTypes = [typeof(Lone)],
            BaseDirectory = folder.Root(""),
            WorkingDirectory = folder.Root(""),
            Variables = new Dictionary<string, string?>(),
            Error = TextWriter.Null,
            OwnsProcess = false,
        };
        var builder = new Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder([], seams);

        var failure = Assert.Throws<StartupException>(builder.Build);

        Assert.Contains("ConfigureFunctionsWebApplication()", failure.Message, StringComparison.Ordinal);
    }

    private sealed class Limits
    {
        public int Most { get; set; }
    }

    internal static class Lone
    {
        [Function("lone")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => TypedResults.Ok();
    }

    internal static class Faulty
    {
        [Function("twice")]
        public static IResult One([HttpTrigger(AuthorizationLevel.Anonymous, Route = "one")] HttpRequest request) => TypedResults.Ok();

        [Function("routeA")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "same/{id}")] HttpRequest request) => TypedResults.Ok();

        [Function("routeB")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Same/{other}")] HttpRequest request) => TypedResults.Ok();

        [Function("odd")]
        public static IResult Odd([HttpTrigger(AuthorizationLevel.Anonymous, Route = "odd")] HttpRequest request, Stream body) => TypedResults.Ok();

        [Function("noRoute")]
        public static IResult NoRoute([HttpTrigger(AuthorizationLevel.Anonymous, Route = "no-route")] HttpRequest request, string id) => TypedResults.Ok();

        [Function("returnsText")]
        public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, Route = "text")] HttpRequest request) => "text";

        [Function("reserved")]
        public static IResult Reserved([HttpTrigger(AuthorizationLevel.Anonymous, Route = "admin/people")] HttpRequest request) => TypedResults.Ok();
    }

    internal static class FaultyToo
    {
        [Function("Twice")]
        public static IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, Route = "two")] HttpRequest request) => TypedResults.Ok();

        [Function("never")]
        public static void Never([TimerTrigger("whenever")] TimerInfo timer)
        {
        }

        [Function("unset")]
        public static void Unset([TimerTrigger("%NoSuchSetting%")] TimerInfo timer)
        {
        }
    }
}
