using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ServerlessCdi.Benchmarks.App;

/// <summary>Azurite's tables, in memory, on a free port.</summary>
internal sealed class TableEmulator(ChildProcess process, DirectoryInfo folder, string connectionString) : IAsyncDisposable
{
    // Published by Microsoft for every emulator: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public string ConnectionString => connectionString;

    public static async Task<TableEmulator> StartAsync()
    {
        if (!File.Exists(AppPaths.Azurite))
        {
            throw new InvalidOperationException($"{AppPaths.Azurite} is missing: run npm ci in {Path.Combine(AppPaths.Root, "tests")}.");
        }

        var folder = Directory.CreateTempSubdirectory("cdi-bench-azurite-");
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        string[] arguments = [AppPaths.Azurite, "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent", "--tablePort", port];
        var (process, _) = await ChildProcess.StartAsync(new ProcessStartInfo("node", arguments) { WorkingDirectory = folder.FullName }, "successfully");
        return new(process, folder, $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;");
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
