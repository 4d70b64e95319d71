using System.Net;

namespace ServerlessCdi.Tests.Cli;

public sealed class TheKeyOfTheApp : IDisposable
{
    private readonly CliRun _cli = new();

    public TheKeyOfTheApp() => _cli.App
        .On("GET /api/queues", HttpStatusCode.OK, """{"queues":[]}""")
        .On("GET /api/quarantine", HttpStatusCode.OK, """{"items":[]}""");

    [Fact]
    public async Task It_is_the_options_before_the_environments_before_the_data_folders()
    {
        _cli.Write(".data/host-keys.json", """{"master":"never","functionKeys":{"other":"nor-this","default":"from-folder"}}""");
        Assert.Equal("from-folder", await KeyAsync());

        _cli.Environment["CDI_KEY"] = "from-environment";
        Assert.Equal("from-environment", await KeyAsync());
        Assert.Equal("from-option", await KeyAsync("--key", "from-option"));
    }

    [Fact]
    public async Task It_is_read_from_the_data_folder_that_is_named()
    {
        _cli.Write("elsewhere/host-keys.json", """{"functionKeys":{"default":"there"}}""");
        Assert.Equal("there", await KeyAsync("--data", "elsewhere"));

        _cli.Environment["CDI_DATA"] = Path.Combine(_cli.Folder, "elsewhere");
        Assert.Equal("there", await KeyAsync());
    }

    [Fact]
    public async Task Without_any_the_call_goes_out_without_a_key() => Assert.Null(await KeyAsync());

    [Fact]
    public async Task A_broken_key_file_is_named()
    {
        _cli.Write(".data/host-keys.json", "{");

        Assert.Equal(1, await _cli.RunAsync("queues"));

        Assert.Contains("host-keys.json is not JSON", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_is_the_options_before_the_environments()
    {
        _cli.Environment["CDI_URL"] = "http://localhost:8080/";
        Assert.Equal(0, await _cli.RunAsync("queues"));
        Assert.Equal("http://localhost:8080/api/queues", _cli.App.Calls[0].Request.RequestUri?.ToString());

        Assert.Equal(0, await _cli.RunAsync("queues", "--url", "https://cdi.example"));
        Assert.Equal("cdi.example", _cli.App.Calls[^1].Request.RequestUri?.Host);
    }

    public void Dispose() => _cli.Dispose();

    private async Task<string?> KeyAsync(params string[] args)
    {
        await _cli.RunAsync(["queues", "--json", .. args]);
        return _cli.App.Calls[^1].Request.Headers.TryGetValues("x-functions-key", out var key) ? key.Single() : null;
    }
}
