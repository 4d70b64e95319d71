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

    private readonly Option<string?> _type = new("--type")
    {
        Description = "The identifier's type: email, phone, user_id, anonymous_id, device_id or external:source:object. Default: told from its form.",
    };

    private readonly Option<string?> _region = new("--region") { Description = "The country of a phone number without a country code, such as GB." };

    private readonly Option<string?> _why = new("--why") { Description = "Say why this field has its value: the winner, the losers and the rule." };

    private readonly Option<bool> _timeline = new("--timeline") { Description = "Show what happened, newest first." };

    private readonly Option<string?> _before = new("--before") { Description = "With --timeline: only what happened before this time (ISO 8601)." };

    private readonly Option<bool> _household = new("--household") { Description = "List the ids of those who live at the same address." };

    public Command Build()
    {
        var command = new Command("profile", "Shows a person's golden profile and where each field comes from.")
        {
            _who,
            _type,
            _region,
            _why,
            _timeline,
            _before,
            _household,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_timeline) && result.GetValue(_why) is not null)
            {
                result.AddError("--why and --timeline are two questions: ask one of them.");
            }

            if (result.GetValue(_household) && (result.GetValue(_timeline) || result.GetValue(_why) is not null))
            {
                result.AddError("--household is a question of its own: ask it without --why and --timeline.");
            }

            if (result.GetValue(_before) is not null && !result.GetValue(_timeline))
            {
                result.AddError("--before goes with --timeline.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var lookup = ProfileLookup.Of(parsed.GetRequiredValue(_who), parsed.GetValue(_type), parsed.GetValue(_region));
        var profile = await lookup.FetchAsync(api, cancellationToken);
        if (parsed.GetValue(_timeline))
        {
            var before = parsed.GetValue(_before) is { } time ? $"?before={Uri.EscapeDataString(time)}" : "";
            var timeline = await api.GetAsync($"{Path(profile)}/timeline{before}", cancellationToken);
            return Print(context, timeline, () => ProfileView.WriteTimeline(context.Console, timeline));
        }

        if (parsed.GetValue(_household))
        {
            var household = await api.GetAsync($"{Path(profile)}/household", cancellationToken);
            return Print(context, household, () => ProfileView.WriteHousehold(context.Console, household));
        }

        if (parsed.GetValue(_why) is { } field)
        {
            var why = await api.GetAsync($"{Path(profile)}/why/{Uri.EscapeDataString(field)}", cancellationToken);
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
