using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Storage.Tables;

/// <summary>
/// The Table Storage emulator, started once for the tests that share it, on a free port, in memory. It comes from
/// tests/package.json; where it is not installed yet, <c>npm ci</c> installs it. Where it cannot start, the tests fail and say why.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    public const string Collection = "azurite";

    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DirectoryInfo? _folder;
    private Process? _process;

    public string ConnectionString { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        var tests = await NodeModules.InstallAsync(CancellationToken.None, "azurite");
        var script = Path.Combine(tests, "node_modules", "azurite", "dist", "src", "table", "main.js");
        _folder = Directory.CreateTempSubdirectory("cdi-azurite-");
        var port = FreePort();
        ConnectionString = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
            + $"AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";
        string[] options = ["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--tablePort", $"{port}"];
        _process = Start("node", _folder.FullName, [script, .. options]);
        try
        {
            await _listening.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The table emulator did not start within {Patience}. It said: {Said()}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            // The only signal on which it ends in order.
            using var kill = OperatingSystem.IsWindows() ? null : Process.Start("kill", ["-INT", $"{process.Id}"]);
            if (kill is null)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        _folder?.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Launch(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'{info.FileName}' cannot be started; Node.js is needed for the table emulator.", e);
        }
    }

    private Process Start(string program, string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Launch(info);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line is not null && line.Contains("successfully", StringComparison.Ordinal))
        {
            _listening.TrySetResult();
        }
    }

    private string Said()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }
}

[CollectionDefinition(Azurite.Collection)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "The runner's word for it.")]
public sealed class AzuriteCollection : ICollectionFixture<Azurite>;
