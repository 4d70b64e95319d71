using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary><c>cdi identity approve</c>, <c>reject</c>, <c>later</c> and <c>assign</c>.</summary>
internal sealed class DecisionCommands(IdentityApi app)
{
    private readonly Argument<string> _id = new("id") { Description = "The review's id." };

    private readonly Option<string?> _why = new("--reason") { Description = "Why, for whoever asks later. Kept sealed with the review." };

    public IEnumerable<Command> Build() => [Approve(), Reject(), Later(), Assign()];

    private Command Approve() => Decision(
        "approve", "They are one person: joins them, and lifts what kept them apart.", "approve", answer => $"{Id(answer)} is approved: profile {answer.Text("profile")}.");

    private Command Reject() => Decision(
        "reject", "They are two persons: nothing joins them again, and nobody is asked again.", "reject", answer => $"{Id(answer)} is rejected: they stay two.");

    private Command Later()
    {
        var days = new Option<int?>("--days") { Description = "Ask again after so many days, 1 to 365. Default: 7." };
        var until = new Option<string?>("--until") { Description = "Ask again at this time (ISO 8601, UTC where it names no zone)." };
        var command = new Command("later", "Not now: puts a review off; it comes back by itself.") { _id, days, until };
        command.Validators.Add(result =>
        {
            if (result.GetValue(days) is not null && result.GetValue(until) is not null)
            {
                result.AddError("--days and --until say the same in two ways: give one of them.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var body = new JsonObject();
            if (parsed.GetValue(days) is { } count)
            {
                body["days"] = count;
            }

            if (parsed.GetValue(until) is { } time)
            {
                body["until"] = Time(time);
            }

            return PostAsync(parsed, "later", body, a => $"{Id(a)} comes back at {Review(a).Text("putOffUntil")}.", cancellationToken);
        });
        return command;
    }

    private Command Assign()
    {
        var to = new Option<string?>("--to") { Description = "The steward who takes it." };
        var nobody = new Option<bool>("--nobody") { Description = "Give it back." };
        var command = new Command("assign", "Notes which steward has taken a review.") { _id, to, nobody };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(to)) != result.GetValue(nobody))
            {
                result.AddError("Say who takes it with --to NAME, or give it back with --nobody.");
            }
        });
        command.SetAction((parsed, cancellationToken) => PostAsync(
            parsed,
            "assign",
            new JsonObject { ["assignee"] = parsed.GetValue(to) },
            a => Review(a).Text("assignee") is { } who ? $"{Id(a)} is with {who}." : $"{Id(a)} is with nobody.",
            cancellationToken));
        return command;
    }

    private Command Decision(string name, string description, string verb, Func<JsonNode, string> said)
    {
        var command = new Command(name, description) { _id, _why };
        command.SetAction((parsed, cancellationToken) =>
            PostAsync(parsed, verb, parsed.GetValue(_why) is { } why ? new JsonObject { ["reason"] = why } : [], said, cancellationToken));
        return command;
    }

    private Task<int> PostAsync(ParseResult parsed, string verb, JsonObject body, Func<JsonNode, string> said, CancellationToken cancellationToken)
    {
        var path = $"api/identity/reviews/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}/{verb}";
        return app.AskAsync(
            parsed,
            (api, token) => api.PostAsync(path, body, token),
            (context, answer) => context.Console.WriteLine(TerminalText.Plain(said(answer))),
            cancellationToken);
    }

    private static JsonNode? Review(JsonNode answer) => (answer as JsonObject)?["review"];

    private static string? Id(JsonNode answer) => Review(answer).Text("id");

    private static string Time(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time.ToString("O", CultureInfo.InvariantCulture)
            : throw new CliFailure("--until is no time such as 2026-11-29T08:00:00Z.", ExitCodes.Usage);
    }
}
