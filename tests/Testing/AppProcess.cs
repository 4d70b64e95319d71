using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Security.KeyVault.Secrets;
using ServerlessCdi.Embedded.KeyVault;

namespace ServerlessCdi.Tests.Testing;

/// <summary>The built app as a process of its own, on a free port and a data folder, ended and cleaned up on disposal.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly AppSetup _setup;
    private readonly AppOutput _output = new();
    private readonly bool _ownsData;
    private Process? _process;
    private int _port;

    private AppProcess(AppSetup setup)
    {
        _setup = setup;
        _port = setup.Port;
        _ownsData = setup.DataFolder is null;
        DataFolder = setup.DataFolder ?? Directory.CreateTempSubdirectory("cdi-app-").FullName;
    }

    public string DataFolder { get; }

    /// <summary>Where the app listens; ends with a slash.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The function key named <c>default</c>.</summary>
    public string FunctionKey { get; private set; } = "";

    /// <summary>The master key, which the admin routes want.</summary>
    public string MasterKey { get; private set; } = "";

    /// <summary>A client on the app without any key. It follows no redirects.</summary>
    public HttpClient Http { get; private set; } = new();

    /// <summary>The app's vault, for secrets that are added or disabled while it runs.</summary>
    public SecretClient Vault => EmbeddedVault.CreateClient(DataFolder);

    /// <summary>Standard output and error of every start so far.</summary>
    public string Output => _output.Text;

    public string ErrorOutput => _output.Errors;

    /// <summary>The process's id, for a test that measures it.</summary>
    public int ProcessId => Running.Id;

    /// <summary>Whether the process ended without having been stopped or killed by the test.</summary>
    public bool HasDied => _process is { HasExited: true };

    private Process Running => _process ?? throw new InvalidOperationException("The app does not run.");

    /// <summary>Starts the app and returns when <c>/api/health</c> answers.</summary>
    /// <exception cref="InvalidOperationException">It ended or did not answer; the message has what it wrote.</exception>
    public static async Task<AppProcess> StartAsync(AppSetup? setup = null)
    {
        var app = new AppProcess(setup ?? new AppSetup());
        try
        {
            var vault = app._setup.Secrets.Count > 0 ? app.Vault : null;
            foreach (var (name, value) in app._setup.Secrets)
            {
                await vault!.SetSecretAsync(name, value);
            }

            await app.LaunchAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs an app that is expected to end by itself, such as one that cannot start.</summary>
    public static async Task<AppExit> RunToEndAsync(AppSetup setup)
    {
        await using var app = new AppProcess(setup);
        app.Spawn();
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await app.Running.WaitForExitAsync(limit.Token);
        return new(app.Running.ExitCode, app._output.Text, app._output.Errors);
    }

    /// <summary>SIGKILL: the process ends in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await Running.WaitForExitAsync();
        Forget();
    }

    /// <summary>SIGTERM, as a platform asks an app to stop; waits for the end.</summary>
    /// <returns>The exit code, which is 0 after a clean stop.</returns>
    public async Task<int> StopAsync()
    {
        using (var signal = Process.Start("sh", ["-c", $"kill -TERM {Running.Id.ToString(CultureInfo.InvariantCulture)}"]))
        {
            await signal.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await Running.WaitForExitAsync(limit.Token);
        var code = Running.ExitCode;
        Forget();
        return code;
    }

    /// <summary>Starts again on the same data and port, after a kill or a stop.</summary>
    public Task RestartAsync() => _process is null
        ? LaunchAsync()
        : throw new InvalidOperationException("Stop or kill the app before starting it again.");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }

        Forget();
        Http.Dispose();
        if (_ownsData)
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    private async Task LaunchAsync()
    {
        Spawn();
        var exited = Running.WaitForExitAsync();
        var first = await Task.WhenAny(_output.Address, exited, Task.Delay(Patience, TimeProvider.System));
        if (first != _output.Address)
        {
            throw new InvalidOperationException($"The app does not listen. It wrote:\n{_output.Text}");
        }

        var told = await _output.Address;
        _port = told.Port;
        BaseAddress = new Uri($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}/");
        Http.Dispose();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = BaseAddress };
        await WaitForHealthAsync();
        ReadKeys();
    }

    private void Spawn()
    {
        var start = new ProcessStartInfo("dotnet", [AppFiles.Functions, "--port", _port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Path.GetDirectoryName(AppFiles.Functions)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var embedded = $"Cdi=embedded;Path={DataFolder}";
        foreach (var name in (string[])["AzureWebJobsStorage", "ServiceBus", "Tables", "KeyVault"])
        {
            start.Environment[name] = embedded;
        }

        start.Environment["Tables"] = _setup.Tables ?? embedded;
        start.Environment["CDI_CONFIG"] = _setup.ConfigFolder ?? AppFiles.ShippedConfig;
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in _setup.Environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _output.Attach(_process);
    }

    private async Task WaitForHealthAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("api/health", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!Running.HasExited)
            {
                // Not yet.
            }

            if (Running.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException($"The app is not healthy. It wrote:\n{_output.Text}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private void ReadKeys()
    {
        using var keys = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(DataFolder, "host-keys.json")));
        FunctionKey = keys.RootElement.GetProperty("functionKeys").GetProperty("default").GetString()!;
        MasterKey = keys.RootElement.GetProperty("master").GetString()!;
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }
}
