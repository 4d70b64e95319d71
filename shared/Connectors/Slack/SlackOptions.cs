using System.Text.Json;

namespace ServerlessCdi.Connectors.Slack;

/// <summary>The <c>options</c> of a Slack source.</summary>
internal sealed record SlackOptions
{
    /// <summary>The workspace's id (<c>T…</c>); events of any other wait in quarantine. Default: every workspace that has the app.</summary>
    public string? Team { get; init; }

    /// <summary>How far the signed time may be from now, in seconds, 1 to 3600. Default: 300, as Slack advises.</summary>
    public TimeSpan Tolerance { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static SlackOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var read = new SlackOptions
        {
            Team = options.Text("team"),
            Tolerance = TimeSpan.FromSeconds(options.Whole("toleranceSeconds", otherwise: 300, min: 1, max: 3600)),
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }
}
