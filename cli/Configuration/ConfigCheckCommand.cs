using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Cli.Configuration;

/// <summary>
/// <c>cdi config check</c>: reads the configuration as the app does when it starts, and says everything that is wrong. Where
/// a source has a contract, its mapping is held against it.
/// </summary>
internal sealed class ConfigCheckCommand(GlobalOptions global, CliHost host)
{
    private readonly Argument<string?> _folder = new("folder")
    {
        Description = "The configuration folder. Default: CDI_CONFIG, or config.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Warnings are errors: every field of a contract is mapped, dropped or marked unused." };

    public Command Build()
    {
        var check = new Command(
            "check",
            "Checks a configuration folder as the app does when it starts, compares mappings with their contracts, and prints every error.") { _folder, _strict };
        check.SetAction(Run);
        return new Command("config", "The integration's configuration.") { check };
    }

    private int Run(ParseResult parsed)
    {
        var context = global.Read(parsed, host);
        var strict = parsed.GetValue(_strict);
        var folder = ConfigFolder.Resolve(parsed.GetValue(_folder), host);
        var (config, mistakes) = ConfigFolder.Check(folder, host);
        var remarks = config is null ? [] : ContractCheck.Run(config);
        List<ConfigError> errors = [.. mistakes, .. remarks.Where(r => r.IsError || strict).Select(r => new ConfigError(r.File, r.Path, r.Message))];
        List<ContractRemark> warnings = [.. remarks.Where(r => !r.IsError && !strict)];
        if (context.Json)
        {
            context.WriteJson(Report(folder, errors, warnings).ToIndentedJson());
        }
        else
        {
            Write(folder, config, errors, warnings);
        }

        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private void Write(string folder, IntegrationConfig? config, List<ConfigError> errors, List<ContractRemark> warnings)
    {
        foreach (var error in errors)
        {
            host.Out.WriteLine(TerminalText.Plain(error.ToString()));
        }

        foreach (var warning in warnings)
        {
            host.Out.WriteLine(TerminalText.Plain($"warning: {warning}"));
        }

        if (errors.Count > 0)
        {
            host.Error.WriteLine($"cdi: {folder} has {errors.Count} error{(errors.Count == 1 ? "" : "s")}.");
            return;
        }

        var more = warnings.Count == 0 ? "" : $", {warnings.Count} warning{(warnings.Count == 1 ? "" : "s")}";
        host.Out.WriteLine($"{folder}: {config?.Sources.Count ?? 0} sources and {config?.Destinations.Count ?? 0} destinations, no errors{more}.");
    }

    private static JsonObject Report(string folder, List<ConfigError> errors, List<ContractRemark> warnings) => new()
    {
        ["folder"] = folder,
        ["ok"] = errors.Count == 0,
        ["errors"] = new JsonArray([.. errors.Select(e => Entry(e.File, e.Path, e.Message))]),
        ["warnings"] = new JsonArray([.. warnings.Select(w => Entry(w.File, w.Path, w.Message))]),
    };

    private static JsonObject Entry(string file, string path, string message) => new() { ["file"] = file, ["path"] = path, ["message"] = message };
}
