using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ServerlessCdi.Embedded.KeyVault;

namespace ServerlessCdi.Benchmarks.App;

/// <summary>The built app as a process of its own, on an empty data folder that goes with it.</summary>
internal sealed class AppUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cdi-bench-");
    private ChildProcess? _process;
    private HttpClient? _http;

    private AppUnderTest()
    {
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The key that the source's requests are signed with.</summary>
    public byte[] SigningKey { get; } = RandomNumberGenerator.GetBytes(32);

    public TimeSpan Cpu => _process!.Cpu;

    public string Said => _process!.Said;

    /// <param name="receiverPort">Where the destination listens on this machine.</param>
    /// <param name="given">Connection string of the tables, null for embedded ones; the policy's file, null for none.</param>
    public static async Task<AppUnderTest> StartAsync(int receiverPort, (string? Tables, string? Policy) given, CancellationToken cancellationToken)
    {
        var app = new AppUnderTest();
        try
        {
            await app.LaunchAsync(receiverPort, given, cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<AppStats> StatsAsync(CancellationToken cancellationToken) =>
        await _http!.GetFromJsonAsync(new Uri("api/stats", UriKind.Relative), BenchmarkJson.Default.AppStats, cancellationToken)
            ?? throw new InvalidOperationException("The app's statistics are empty.");

    /// <summary>Whether the person with this address can be read.</summary>
    public async Task<bool> HasPersonAsync(string email, CancellationToken cancellationToken)
    {
        using var body = JsonContent.Create(new PersonLookup("email", email), BenchmarkJson.Default.PersonLookup);
        using var answer = await _http!.PostAsync(new Uri("api/profiles/lookup", UriKind.Relative), body, cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public async Task<string> PostAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using var answer = await _http!.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"The app answered {(int)answer.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task LaunchAsync(int receiverPort, (string? Tables, string? Policy) given, CancellationToken cancellationToken)
    {
        var data = Path.Combine(_folder.FullName, "data");
        var config = Path.Combine(_folder.FullName, "config");
        IntegrationFolder.Write(config, receiverPort, given.Policy);
        var vault = EmbeddedVault.CreateClient(data);
        await vault.SetSecretAsync(IntegrationFolder.SourceSecret, "whsec_" + Convert.ToBase64String(SigningKey), cancellationToken);
        var outgoing = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await vault.SetSecretAsync(IntegrationFolder.DestinationSecret, outgoing, cancellationToken);

        var start = new ProcessStartInfo("dotnet", [AppPaths.Functions, "--port", "0"]) { WorkingDirectory = Path.GetDirectoryName(AppPaths.Functions)! };
        foreach (var setting in (string[])["AzureWebJobsStorage", "ServiceBus", "Tables", "KeyVault"])
        {
            start.Environment[setting] = $"Cdi=embedded;Path={data}";
        }

        start.Environment["Tables"] = given.Tables ?? start.Environment["Tables"];
        start.Environment["CDI_CONFIG"] = config;
        (_process, var line) = await ChildProcess.StartAsync(start, "Listening on ");
        Address = new Uri(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(30) };
        using var keys = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(data, "host-keys.json"), cancellationToken));
        _http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("functionKeys").GetProperty("default").GetString());
    }
}
