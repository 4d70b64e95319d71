using System.CommandLine;
using ServerlessCdi.Cli.Identity.Online;

namespace ServerlessCdi.Cli.Identity;

/// <summary><c>cdi identity</c>: who is who, why, and the pairs that a person has to decide on.</summary>
internal sealed class IdentityCommand(GlobalOptions global, CliHost host)
{
    public Command Build()
    {
        var command = new Command("identity", "Decides on doubtful pairs, joins and separates persons, and explains why records are one person.");
        foreach (var part in Parts())
        {
            command.Subcommands.Add(part);
        }

        return command;
    }

    private IEnumerable<Command> Parts()
    {
        var app = new IdentityApi(global, host);
        return
        [
            new ReviewsCommand(app).Build(),
            new ReviewCommand(app).Build(),
            .. new DecisionCommands(app).Build(),
            .. new PersonCommands(app).Build(),
            new CompareCommand(app).Build(),
        ];
    }
}
