using System.CommandLine;
using ServerlessCdi.Cli.Identity.Offline;

namespace ServerlessCdi.Cli.Identity;

/// <summary><c>cdi identity</c>: who is who, why, and the pairs that a person has to decide on.</summary>
internal sealed class IdentityCommand(GlobalOptions global, CliHost host)
{
    public Command Build()
    {
        var command = new Command("identity", "Finds out which records are one person, and explains why.");
        foreach (var part in Parts())
        {
            command.Subcommands.Add(part);
        }

        return command;
    }

    private IEnumerable<Command> Parts() =>
    [
        new ResolveCommand(global, host).Build(),
        new TrainCommand(global, host).Build(),
        new EvaluateCommand(global, host).Build(),
        new ExplainCommand(global, host).Build(),
    ];
}
