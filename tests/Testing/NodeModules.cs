using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Tests.Testing;

/// <summary>The npm packages of <c>tests/package.json</c>, installed when the first test asks for them.</summary>
public static class NodeModules
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The folder <c>tests</c>, whose <c>node_modules</c> holds at least these packages.</summary>
    public static async Task<string> InstallAsync(CancellationToken cancellationToken, params string[] packages)
    {
        var folder = Path.Combine(FindRoot(), "tests");
        if (Holds(folder, packages))
        {
            return folder;
        }

        // Several test projects may get here at once, each in a process of its own.
        using var gate = await LockAsync(folder, cancellationToken);
        if (!Holds(folder, packages))
        {
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder, "", cancellationToken);
        }

        return Holds(folder, packages) ? folder : throw new InvalidOperationException($"npm ci left out one of: {string.Join(", ", packages)}");
    }

    /// <summary>What a program writes to its standard output when it is given this input.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has what it complained of.</exception>
    public static async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, string input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var complaints = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await complaints}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static bool Holds(string folder, string[] packages) =>
        File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))
        && packages.All(p => File.Exists(Path.Combine(folder, "node_modules", p, "package.json")));

    private static async Task<FileStream> LockAsync(string folder, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)).AsSpan(0, 8));
        var path = Path.Combine(Path.GetTempPath(), $"cdi-npm-{name}.lock");
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ServerlessCdi.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("ServerlessCdi.sln is in no folder above the tests.");
    }
}
