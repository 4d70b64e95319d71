using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Cli.Configuration;

/// <summary>Which source a command means.</summary>
internal static class SourceChoice
{
    /// <param name="target">A source's key, or a connector's that one source only uses.</param>
    public static ConfiguredSource Of(IntegrationConfig config, string target)
    {
        if (config.Source(target) is { } source)
        {
            return source;
        }

        var sources = config.Sources.Where(s => s.Settings.Connector == target).ToList();
        return sources switch
        {
            [var only] => only,
            [] => throw new CliFailure(
                $"The configuration has no source '{target}', and none of a connector of that name. It has: "
                + $"{string.Join(", ", config.Sources.Select(s => s.Settings.Key))}.",
                ExitCodes.Usage),
            _ => throw new CliFailure(
                $"Several sources use the connector {target}: name one of {string.Join(", ", sources.Select(s => s.Settings.Key))}.",
                ExitCodes.Usage),
        };
    }
}
