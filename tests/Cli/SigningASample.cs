using System.Text;
using System.Text.Json;
using Azure.Security.KeyVault.Secrets;
using ServerlessCdi.Cli;
using ServerlessCdi.Cli.Sending;
using ServerlessCdi.Connectors;
using ServerlessCdi.Embedded.KeyVault;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Cli;

public sealed class SigningASample : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("cdi-sign-");
    private readonly ManualTime _time = new();

    private SecretClient Vault => EmbeddedVault.CreateClient(_data.FullName, _time);

    [Fact]
    public async Task The_vaults_secret_signs()
    {
        await Vault.SetSecretAsync("crm-secret", "of the vault");

        var found = await Secrets().FromVaultAsync(Source("crm-secret"), new SharedSigner(), store: true, CancellationToken.None);

        Assert.Equal(new SigningSecret("of the vault"), found);
    }

    [Fact]
    public async Task The_first_of_several_named_secrets_that_the_vault_has_signs()
    {
        await Vault.SetSecretAsync("second", "two");

        var found = await Secrets().FromVaultAsync(Source("first", "second"), new SharedSigner(), store: true, CancellationToken.None);

        Assert.Equal("two", found.Text);
    }

    [Fact]
    public async Task A_missing_secret_is_made_stored_and_told()
    {
        var made = await Secrets().FromVaultAsync(Source("crm-secret"), new SharedSigner(), store: true, CancellationToken.None);
        var again = await Secrets().FromVaultAsync(Source("crm-secret"), new SharedSigner(), store: true, CancellationToken.None);

        Assert.Equal("minted", made.Text);
        Assert.Contains("'crm-secret'", made.Note, StringComparison.Ordinal);
        Assert.Equal(new SigningSecret("minted"), again);
        Assert.Equal("minted", (await Vault.GetSecretAsync("crm-secret")).Value.Value);
    }

    [Fact]
    public async Task A_dry_run_stores_nothing()
    {
        var made = await Secrets().FromVaultAsync(Source("crm-secret"), new SharedSigner(), store: false, CancellationToken.None);

        Assert.Contains("not kept", made.Note, StringComparison.Ordinal);
        Assert.Empty(Vault.GetPropertiesOfSecrets());
    }

    [Fact]
    public async Task Of_a_key_pair_the_app_gets_the_public_half_under_the_sources_name()
    {
        var made = await Secrets().FromVaultAsync(Source("esp-key"), new PairSigner(), store: true, CancellationToken.None);
        var again = await Secrets().FromVaultAsync(Source("esp-key"), new PairSigner(), store: true, CancellationToken.None);

        Assert.Equal("private", made.Text);
        Assert.Equal(new SigningSecret("private"), again);
        Assert.Equal("public", (await Vault.GetSecretAsync("esp-key")).Value.Value);
    }

    [Fact]
    public async Task A_vendors_own_public_key_is_never_replaced()
    {
        await Vault.SetSecretAsync("esp-key", "the vendor's");

        var refused = await Assert.ThrowsAsync<CliFailure>(() =>
            Secrets().FromVaultAsync(Source("esp-key"), new PairSigner(), store: true, CancellationToken.None));

        Assert.Contains("--secret-env", refused.Message, StringComparison.Ordinal);
        Assert.Equal("the vendor's", (await Vault.GetSecretAsync("esp-key")).Value.Value);
    }

    [Fact]
    public async Task A_remote_app_needs_its_secret_from_the_environment()
    {
        var remote = Secrets("https://cdi.example/", ("SIGN_WITH", "theirs"));

        await Assert.ThrowsAsync<CliFailure>(() => remote.FromVaultAsync(Source("crm-secret"), new SharedSigner(), store: true, CancellationToken.None));

        Assert.Equal("theirs", remote.FromEnvironment("SIGN_WITH").Text);
        Assert.Throws<CliFailure>(() => remote.FromEnvironment("UNSET"));
        Assert.Empty(Directory.GetFiles(_data.FullName));
    }

    [Fact]
    public async Task A_data_folder_that_is_not_there_is_not_made()
    {
        var away = Path.Combine(_data.FullName, "away");

        await Assert.ThrowsAsync<CliFailure>(() =>
            new SigningSecrets(Context("http://127.0.0.1:7071/", away)).FromVaultAsync(Source("s"), new SharedSigner(), store: true, CancellationToken.None));

        Assert.False(Directory.Exists(away));
    }

    [Fact]
    public void The_request_carries_the_signers_headers_over_the_url_that_the_vendor_knows()
    {
        var request = SignedRequest.Sign(
            new SharedSigner(),
            new Uri("http://127.0.0.1:7071/hooks/crm"),
            new Uri("https://public.example/hooks/crm"),
            ("hello", [1, 2]),
            ("s", _time.GetUtcNow()));
        using var http = request.ToHttp();

        Assert.Equal("http://127.0.0.1:7071/hooks/crm", http.RequestUri?.ToString());
        Assert.Equal("POST https://public.example/hooks/crm 2", http.Headers.GetValues("X-Signed").Single());
        Assert.Equal("text/plain", http.Content?.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("X-Token", "abc s3cr=t", "abc [secret]")]
    [InlineData("X-Token", "abc s3cr%3Dt", "abc [secret]")]
    [InlineData("X-Token", "czNjcj10", "[secret]")]
    [InlineData("authorization", "Basic czNjcj10Og==", "[secret]")]
    [InlineData("X-Other", "harmless", "harmless")]
    public void What_is_shown_never_holds_the_secret(string name, string value, string shown) =>
        Assert.Equal(shown, Redaction.Header(name, value, "s3cr=t"));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private static SourceSettings Source(params string[] secrets) => new()
    {
        Key = "crm",
        Connector = "crm",
        System = "crm",
        Secrets = secrets,
        Options = JsonDocument.Parse("{}").RootElement,
    };

    private SigningSecrets Secrets(string url = "http://127.0.0.1:7071/", params (string Name, string Value)[] environment) =>
        new(Context(url, _data.FullName, environment));

    private CliContext Context(string url, string data, params (string Name, string Value)[] environment)
    {
        var host = new CliHost
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Time = _time,
            Environment = name => environment.FirstOrDefault(e => e.Name == name).Value,
            Directory = data,
            Samples = data,
            Http = () => new ScriptedApp(),
        };
        return new CliContext(host, json: false) { BaseUrl = new Uri(url), DataFolder = data };
    }

    private sealed class SharedSigner : ISampleSigner
    {
        public SampleSecret MintSecret() => new("minted", "minted");

        public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) => new Dictionary<string, string>
        {
            ["X-Signed"] = $"{request.Method} {request.Url} {request.Body.Length}",
            ["content-type"] = "text/plain",
        };
    }

    private sealed class PairSigner : ISampleSigner
    {
        public SampleSecret MintSecret() => new("public", "private");

        public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
            new Dictionary<string, string> { ["X-Length"] = Encoding.UTF8.GetByteCount(signingSecret).ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }
}
