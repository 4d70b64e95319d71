using System.Diagnostics;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>The command line tool while it runs, for a test that ends it in the middle.</summary>
internal sealed class CommandLineProcess(Process process) : IAsyncDisposable
{
    public static CommandLineProcess Start(AppProcess app, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [AppFiles.Cli, .. arguments, "--url", app.BaseAddress.ToString(), "--data", app.DataFolder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppFiles.Root,
        };
        return new(Process.Start(start)!); // null only where a running process is reused
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }
}
