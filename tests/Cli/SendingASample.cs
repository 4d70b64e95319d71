using System.Net;
using System.Text.Json;
using ServerlessCdi.Embedded.KeyVault;

namespace ServerlessCdi.Tests.Cli;

public sealed class SendingASample : IDisposable
{
    private const string Source = """{"key":"postcard-eu","connector":"postcard","secrets":["postcard-secret"]}""";

    private readonly CliRun _cli = new();

    public SendingASample()
    {
        _cli.Write("config/sources/postcard-eu.json", Source);
        _cli.Write("samples/postcard/hello.json", """{"at":"{{now-s}}"}""");
        _cli.Write(".data/here", "");
        _cli.App.On("POST /hooks/postcard-eu", HttpStatusCode.OK, "");
    }

    [Fact]
    public async Task A_sample_goes_out_signed_with_the_vaults_secret()
    {
        await EmbeddedVault.CreateClient(Path.Combine(_cli.Folder, ".data"), _cli.Time).SetSecretAsync("postcard-secret", "s3cret");

        Assert.Equal(0, await _cli.RunAsync("send", "postcard", "hello"));

        var (call, body, request) = Assert.Single(_cli.App.Calls);
        Assert.Equal("POST /hooks/postcard-eu", call);
        Assert.Equal("""{"at":1767225600}""", body);
        Assert.Equal("s3cret", request.Headers.GetValues("X-Token").Single());
        Assert.Equal("POST http://127.0.0.1:7071/hooks/postcard-eu 17 1767225600", request.Headers.GetValues("X-Stamp").Single());
        Assert.Equal("application/json", request.Content?.Headers.ContentType?.ToString());
        Assert.Equal("Sent hello to postcard-eu: 200 in 0 ms.", _cli.Out.TrimEnd());
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public async Task A_secret_that_the_vault_lacks_is_made_and_told_in_one_line()
    {
        Assert.Equal(0, await _cli.RunAsync("send", "postcard-eu", "hello"));

        Assert.Equal("The vault had no secret 'postcard-secret': made a random one and stored it there.", _cli.Error.TrimEnd());
        Assert.DoesNotContain("minted-secret", _cli.Out + _cli.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _cli.RunAsync("send", "postcard-eu", "hello"));
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public async Task The_url_that_is_signed_is_the_public_one_of_the_configuration()
    {
        _cli.Write("config/sources/postcard-eu.json", Source.Replace("}", ""","publicUrl":"https://cdi.example/hooks/postcard-eu"}""", StringComparison.Ordinal));

        Assert.Equal(0, await _cli.RunAsync("send", "postcard", "hello"));

        var request = Assert.Single(_cli.App.Calls).Request;
        Assert.Equal("127.0.0.1", request.RequestUri?.Host);
        Assert.StartsWith("POST https://cdi.example/hooks/postcard-eu ", request.Headers.GetValues("X-Stamp").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_out_byte_for_byte()
    {
        _cli.Write("mine.json", "{ \"t\" : \"{{now}}\" }\r\n");

        Assert.Equal(0, await _cli.RunAsync("send", "postcard", "--file", "mine.json"));

        Assert.Equal("{ \"t\" : \"{{now}}\" }\r\n", Assert.Single(_cli.App.Calls).Body);
    }

    [Fact]
    public async Task A_dry_run_shows_the_request_without_its_secret_and_sends_nothing()
    {
        _cli.Environment["MY_SECRET"] = "hush";

        Assert.Equal(0, await _cli.RunAsync("send", "postcard", "hello", "--dry-run", "--secret-env", "MY_SECRET"));

        Assert.Empty(_cli.App.Calls);
        Assert.Contains("POST http://127.0.0.1:7071/hooks/postcard-eu", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("X-Token: [secret]", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("""{"at":1767225600}""", _cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", _cli.Out + _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_the_output_is_one_document()
    {
        Assert.Equal(0, await _cli.RunAsync("send", "postcard", "hello", "--json"));
        using var sent = JsonDocument.Parse(_cli.Out);
        Assert.Equal(200, sent.RootElement.GetProperty("status").GetInt32());

        Assert.Equal(0, await _cli.RunAsync("send", "postcard", "hello", "--json", "--dry-run"));
        using var shown = JsonDocument.Parse(_cli.Out);
        Assert.Equal("[secret]", shown.RootElement.GetProperty("headers").GetProperty("X-Token").GetString());
    }

    [Fact]
    public async Task A_refused_signature_says_which_secret_to_look_at()
    {
        _cli.App.On("POST /hooks/postcard-eu", HttpStatusCode.Unauthorized, "");

        Assert.Equal(1, await _cli.RunAsync("send", "postcard", "hello"));

        Assert.Contains("refused the signature (401)", _cli.Error, StringComparison.Ordinal);
        Assert.Contains("postcard-secret", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("It has: hello.", "postcard")]
    [InlineData("has no sample 'goodbye'. It has: hello.", "postcard", "goodbye")]
    [InlineData("has no source 'nobody'", "nobody", "hello")]
    [InlineData("cannot be read", "postcard", "--file", "absent.json")]
    [InlineData("UNSET is not set", "postcard", "hello", "--secret-env", "UNSET")]
    public async Task A_mistaken_order_says_what_there_is(string said, params string[] order)
    {
        Assert.Equal(2, await _cli.RunAsync(["send", .. order]));

        Assert.Contains(said, _cli.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.App.Calls);
    }

    [Fact]
    public async Task A_connector_of_several_sources_must_be_said_by_source()
    {
        _cli.Write("config/sources/postcard-us.json", Source.Replace("-eu", "-us", StringComparison.Ordinal));

        Assert.Equal(2, await _cli.RunAsync("send", "postcard", "hello"));

        Assert.Contains("postcard-eu, postcard-us", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_that_alone_can_sign_is_not_imitated()
    {
        _cli.Write("config/sources/mute.json", """{"key":"mute","connector":"mute","secrets":["m"]}""");

        Assert.Equal(1, await _cli.RunAsync("send", "mute", "hello"));

        Assert.Contains("cannot sign samples", _cli.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
