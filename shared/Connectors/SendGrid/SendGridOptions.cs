using System.Text.Json;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>The <c>options</c> of a SendGrid source.</summary>
internal sealed record SendGridOptions
{
    private const int DefaultToleranceMinutes = 10;
    private const int MaxToleranceMinutes = 2880;
    private const int MaxNameLength = 100;

    /// <summary>
    /// How far the signed timestamp may be from now, before or after; zero takes any. Default 10 minutes, at most 2880.
    /// The figure is ours: SendGrid documents none, nor whether a retry (it retries for up to 24 hours) is signed anew.
    /// </summary>
    public required TimeSpan Tolerance { get; init; }

    /// <summary>Keep the IP address and user agent of opens and clicks on the timeline. Default: false.</summary>
    public bool KeepIp { get; init; }

    /// <summary>Unsubscribe group (its number as text) to consent purpose. Default for one not named: <c>sendgrid_group_{id}</c>.</summary>
    public required IReadOnlyDictionary<string, string> Groups { get; init; }

    /// <summary>Custom arguments, by name, that go to the timeline with an event. Default: none.</summary>
    public required IReadOnlyList<string> CustomArguments { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static SendGridOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var read = new SendGridOptions
        {
            Tolerance = TimeSpan.FromMinutes(options.Whole("toleranceMinutes", DefaultToleranceMinutes, 0, MaxToleranceMinutes)),
            KeepIp = options.Flag("keepIp", otherwise: false),
            Groups = ReadGroups(options.Object("groups")),
            CustomArguments = options.Texts(
                "customArguments", mistake: name => name.Length > MaxNameLength ? $"must be at most {MaxNameLength} characters" : null),
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }

    private static IReadOnlyDictionary<string, string> ReadGroups(ConfigObject groups)
    {
        var names = groups.Names(MaxNameLength);
        foreach (var group in names.Keys.Where(g => !g.All(char.IsAsciiDigit)))
        {
            groups.Error(group, "must be the number of an unsubscribe group");
        }

        return names;
    }
}
