using System.Diagnostics;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>The built command line tool, pointed at an app.</summary>
internal static class CommandLine
{
    public static async Task<CommandLineResult> RunAsync(AppProcess app, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [AppFiles.Cli, .. arguments, "--url", app.BaseAddress.ToString(), "--data", app.DataFolder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppFiles.Root,
        };
        start.Environment["CDI_CONFIG"] = AppFiles.ShippedConfig;
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!; // null only where a running process is reused
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }
}

internal sealed record CommandLineResult(int Code, string Output, string Errors);
