using System.CommandLine;
using ServerlessCdi.Cli.Configuration;
using ServerlessCdi.Cli.Identity;
using ServerlessCdi.Cli.Importing;
using ServerlessCdi.Cli.Mapping;
using ServerlessCdi.Cli.Profiles;
using ServerlessCdi.Cli.Quarantine;
using ServerlessCdi.Cli.Queues;
using ServerlessCdi.Cli.Sending;
using ServerlessCdi.Cli.Sources;

namespace ServerlessCdi.Cli;

/// <summary>The tree of commands, and the one place where a failure becomes a sentence and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellationToken = default)
    {
        var parsed = Build(host).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await host.Error.WriteLineAsync($"cdi: {TerminalText.Plain(error.Message)}");
            }

            await host.Error.WriteLineAsync("Add --help to see what this command takes.");
            return ExitCodes.Usage;
        }

        try
        {
            var settings = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(settings, cancellationToken);
        }
        catch (CliFailure failure)
        {
            await host.Error.WriteLineAsync($"cdi: {TerminalText.Plain(failure.Message)}");
            return failure.ExitCode;
        }
    }

    private static RootCommand Build(CliHost host)
    {
        var global = new GlobalOptions();
        var root = new RootCommand($"Tries out and looks into a ServerlessCdi app.\n\n{ExitCodes.Help}")
        {
            new SendCommand(global, host).Build(),
            new ProfileCommand(global, host).Build(),
            new ConfigCheckCommand(global, host).Build(),
            new MapCommand(global, host).Build(),
            new QueuesCommand(global, host).Build(),
            new QuarantineCommand(global, host).Build(),
            new SourcesCommand(global, host).Build(),
            new DriftCommand(global, host).Build(),
            new ContractCommand(host).Build(),
            new ImportCommand(global, host).Build(),
            new IdentityCommand(global, host).Build(),
        };
        global.AddTo(root);
        return root;
    }
}
