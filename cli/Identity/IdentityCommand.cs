using System.CommandLine;
using ServerlessCdi.Cli.Identity.Offline;
using ServerlessCdi.Cli.Identity.Online;

namespace ServerlessCdi.Cli.Identity;

/// <summary><c>cdi identity</c>: who is who, why, and the pairs that a person has to decide on.</summary>
internal sealed class IdentityCommand(GlobalOptions global, CliHost host)
{
    public Command Build()
    {
        var command = new Command("identity", """
            Finds out which records are one person, and explains why.

            resolve, train, evaluate and explain work on a CSV file and ask no app; the others decide on what is in one.
            """);
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
            new ResolveCommand(global, host).Build(),
            new TrainCommand(global, host).Build(),
            new EvaluateCommand(global, host).Build(),
            new ExplainCommand(global, host).Build(),
            new ReviewsCommand(app).Build(),
            new ReviewCommand(app).Build(),
            .. new DecisionCommands(app).Build(),
            .. new PersonCommands(app).Build(),
            new CompareCommand(app).Build(),
        ];
    }
}
