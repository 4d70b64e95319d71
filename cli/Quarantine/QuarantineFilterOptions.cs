using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Quarantine;

/// <summary>Which items are meant: the same options wherever several can be.</summary>
internal sealed class QuarantineFilterOptions
{
    private readonly (string Name, Option<string?> Option)[] _options =
    [
        ("source", new("--source") { Description = "Only items of this source." }),
        ("code", new("--code") { Description = "Only items of this code: unreadable, contract, too-large or not-applied." }),
        ("reason", new("--reason") { Description = "Only items whose reason holds this text, in any case." }),
        ("from", new("--from") { Description = "Only items received at this time or later (ISO 8601, UTC where it names no zone)." }),
        ("to", new("--to") { Description = "Only items received before this time." }),
    ];

    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The options that were given, by the names that the API has for them.</summary>
    public IReadOnlyList<(string Name, string Value)> Given(ParseResult parsed) =>
        [.. _options.Select(o => (o.Name, Value: parsed.GetValue(o.Option))).Where(o => !string.IsNullOrEmpty(o.Value)).Select(o => (o.Name, o.Value!))]; // just filtered

    public bool Any(CommandResult result) => _options.Any(o => !string.IsNullOrEmpty(result.GetValue(o.Option)));

    public string Query(ParseResult parsed, params IEnumerable<(string Name, string? Value)> more)
    {
        var pairs = Given(parsed).Select(g => (g.Name, (string?)g.Value)).Concat(more).Where(p => p.Item2 is not null)
            .Select(p => $"{p.Name}={Uri.EscapeDataString(p.Item2!)}").ToList(); // just filtered
        return pairs.Count == 0 ? "" : $"?{string.Join('&', pairs)}";
    }

    public JsonObject Body(ParseResult parsed)
    {
        var body = new JsonObject();
        foreach (var (name, value) in Given(parsed))
        {
            body[name] = name is "from" or "to" ? Time(name, value) : value;
        }

        return body;
    }

    private static string Time(string name, string value)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, Utc, out var time)
            ? time.ToString("O", CultureInfo.InvariantCulture)
            : throw new CliFailure($"--{name} is no time such as 2026-11-22T16:00:00Z.", ExitCodes.Usage);
    }
}
