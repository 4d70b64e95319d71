using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Cli.Configuration;

/// <summary><c>cdi config check</c>: reads the configuration as the app does when it starts, and says everything that is wrong.</summary>
internal sealed class ConfigCheckCommand(GlobalOptions global, CliHost host)
{
    private readonly Argument<string?> _folder = new("folder")
    {
        Description = "The configuration folder. Default: CDI_CONFIG, or config.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Command Build()
    {
        var check = new Command("check", "Checks a configuration folder as the app does when it starts, and prints every error in it.") { _folder };
        check.SetAction(Run);
        return new Command("config", "The integration's configuration.") { check };
    }

    private int Run(ParseResult parsed)
    {
        var context = global.Read(parsed, host);
        var folder = ConfigFolder.Resolve(parsed.GetValue(_folder), host);
        var (config, errors) = ConfigFolder.Check(folder, host);
        if (context.Json)
        {
            context.WriteJson(Report(folder, errors).ToIndentedJson());
        }
        else if (errors.Count == 0)
        {
            host.Out.WriteLine($"{folder}: {config?.Sources.Count ?? 0} sources and {config?.Destinations.Count ?? 0} destinations, no errors.");
        }
        else
        {
            foreach (var error in errors)
            {
                host.Out.WriteLine(TerminalText.Plain(error.ToString()));
            }

            host.Error.WriteLine($"cdi: {folder} has {errors.Count} error{(errors.Count == 1 ? "" : "s")}.");
        }

        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static JsonObject Report(string folder, IReadOnlyList<ConfigError> errors) => new()
    {
        ["folder"] = folder,
        ["ok"] = errors.Count == 0,
        ["errors"] = new JsonArray([.. errors.Select(e => new JsonObject { ["file"] = e.File, ["path"] = e.Path, ["message"] = e.Message })]),
    };
}
