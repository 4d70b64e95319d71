using System.CommandLine;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Profiles;

/// <summary><c>cdi profile</c>: one person, and why each field is what it is.</summary>
internal sealed class ProfileCommand(GlobalOptions global, CliHost host)
{
    private readonly Argument<string> _who = new("identifier-or-id")
    {
        Description = "An email address, a phone number, a profile's id, or with --type any other identifier.",
    };

    private readonly Option<string?> _type = new("--type") { Description = "The identifier's type. Default: told from its form." };

    private readonly Option<string?> _why = new("--why") { Description = "Say why this field has its value: the winner, the losers and the rule." };

    private readonly Option<bool> _timeline = new("--timeline") { Description = "Show what happened, newest first." };

    public Command Build()
    {
        var command = new Command("profile", "Shows a person's golden profile and where each field comes from.") { _who, _type, _why, _timeline };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_timeline) && result.GetValue(_why) is not null)
            {
                result.AddError("--why and --timeline are two questions: ask one of them.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var lookup = ProfileLookup.Of(parsed.GetRequiredValue(_who), parsed.GetValue(_type));
        var profile = await lookup.FetchAsync(api, cancellationToken);
        var field = parsed.GetValue(_why);
        if (parsed.GetValue(_timeline))
        {
            var timeline = await api.GetAsync($"{Path(profile)}/timeline", cancellationToken);
            return Print(context, timeline, () => ProfileView.WriteTimeline(context.Console, timeline));
        }

        if (field is not null)
        {
            var why = await api.GetAsync($"{Path(profile)}/fields/{Uri.EscapeDataString(field)}", cancellationToken);
            return Print(context, why, () => ProfileView.WriteWhy(context.Console, why));
        }

        return Print(context, profile, () => ProfileView.Write(context.Console, profile));
    }

    private static int Print(CliContext context, JsonNode answer, Action write)
    {
        if (context.Json)
        {
            context.WriteJson(answer.ToIndentedJson());
        }
        else
        {
            write();
        }

        return ExitCodes.Done;
    }

    private static string Path(JsonNode profile) =>
        $"api/profiles/{profile.Text("id") ?? throw new CliFailure("The app's answer has no profile id. Is it a ServerlessCdi app of this version?")}";
}
