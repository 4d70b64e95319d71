using System.CommandLine;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Cli.Configuration;

/// <summary>The configuration folder, read with the app's own loader.</summary>
internal static class ConfigFolder
{
    public static Option<string?> Option() => new("--config") { Description = "The configuration folder. Default: CDI_CONFIG, or config." };

    public static string Resolve(string? folder, CliHost host) =>
        Path.GetFullPath(folder ?? host.Environment("CDI_CONFIG") ?? "config", host.Directory);

    /// <exception cref="CliFailure">The configuration has errors.</exception>
    public static IntegrationConfig Load(string? folder, CliHost host)
    {
        var path = Resolve(folder, host);
        var (config, errors) = Check(path, host);
        return config ?? throw new CliFailure($"{path} cannot be used; 'cdi config check' prints every error. The first: {errors[0]}");
    }

    /// <summary>The configuration, or everything that is wrong with it.</summary>
    public static (IntegrationConfig? Config, IReadOnlyList<ConfigError> Errors) Check(string folder, CliHost host)
    {
        var errors = new ConfigErrors();
        ConfigLoader.TryLoad(folder, host.Connectors, out var config, errors);
        return (config, errors.All);
    }
}
