using System.CommandLine;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary><c>cdi identity reviews</c>: the pairs that wait for a decision, the oldest first, or how many there are.</summary>
internal sealed class ReviewsCommand(IdentityApi app)
{
    private readonly (string Name, Option<string?> Option)[] _filter =
    [
        ("status", new("--status") { Description = "open (default), put-off, approved, rejected or obsolete." }),
        ("kind", new("--kind") { Description = "Only reviews of this kind: pair, bridge, contradiction or limit." }),
        ("assignee", new("--assignee") { Description = "Only reviews that this steward has taken." }),
        ("minBits", new("--min-bits") { Description = "Only pairs that are at least this likely to be one person, in bits." }),
        ("limit", new("--limit") { Description = "Reviews to show, at most 500. Default: 100." }),
        ("continuation", new("--continuation") { Description = "Go on behind an earlier page." }),
    ];

    private readonly Option<bool> _unassigned = new("--unassigned") { Description = "Only reviews that nobody has taken." };

    private readonly Option<bool> _summary = new("--summary") { Description = "Count them by kind and status, with the age of the oldest." };

    public Command Build()
    {
        var command = new Command("reviews", "Lists pairs of persons that may be one and wait for a decision, the oldest first.") { _summary, _unassigned };
        foreach (var (_, option) in _filter)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var narrows = result.GetValue(_unassigned) || _filter.Any(f => result.GetValue(f.Option) is not null);
            if (result.GetValue(_summary) && narrows)
            {
                result.AddError("--summary counts all of them: it takes no filter.");
            }
        });
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(_summary)
            ? app.AskAsync(parsed, (api, token) => api.GetAsync("api/identity/reviews/summary", token), ReviewView.WriteSummary, cancellationToken)
            : app.AskAsync(parsed, (api, token) => api.GetAsync($"api/identity/reviews{Query(parsed)}", token), ReviewView.WriteList, cancellationToken));
        return command;
    }

    private string Query(ParseResult parsed)
    {
        var given = _filter.Where(f => parsed.GetValue(f.Option) is not null)
            .Select(f => $"{f.Name}={Uri.EscapeDataString(parsed.GetValue(f.Option)!)}"); // just filtered
        var pairs = (parsed.GetValue(_unassigned) ? given.Append("unassigned=true") : given).ToList();
        return pairs.Count == 0 ? "" : $"?{string.Join('&', pairs)}";
    }
}
