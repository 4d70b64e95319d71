using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary><c>cdi identity merge</c>, <c>unmerge</c> and <c>links</c>: persons joined and taken apart by hand.</summary>
internal sealed class PersonCommands(IdentityApi app)
{
    private readonly Argument<string> _profile = new("profile") { Description = "The profile's id; one from before a merge answers with the survivor." };

    private readonly Option<string> _why = new("--reason") { Description = "Why. Kept with who asked and when.", Required = true };

    public IEnumerable<Command> Build() => [Merge(), Unmerge(), Links()];

    private Command Merge()
    {
        var left = new Argument<string>("left") { Description = $"A profile's id, or a record as {RecordText.Form}." };
        var right = new Argument<string>("right") { Description = "The other, in the same form." };
        var command = new Command("merge", "Makes one person of two, and lifts what kept them apart.") { left, right, _why };
        command.SetAction((parsed, cancellationToken) =>
        {
            var body = new JsonObject
            {
                ["left"] = RecordText.PersonOrRecord(parsed.GetRequiredValue(left)),
                ["right"] = RecordText.PersonOrRecord(parsed.GetRequiredValue(right)),
                ["reason"] = parsed.GetRequiredValue(_why),
            };
            return app.AskAsync(
                parsed,
                (api, token) => api.PostAsync("api/identity/merge", body, token),
                (context, answer) => context.Console.WriteLine(TerminalText.Plain(
                    answer.Text("outcome") == "already-one" ? $"They are one person already: profile {answer.Text("profile")}." : $"They are one person now: profile {answer.Text("profile")}.")),
                cancellationToken);
        });
        return command;
    }

    private Command Unmerge()
    {
        var link = new Option<string?>("--link") { Description = "Take the person apart at this link, as 'cdi identity links' shows it." };
        var record = new Option<string[]>("--record") { Description = $"Take out this record: {RecordText.Form}. May be given several times." };
        var command = new Command("unmerge", "Takes a person apart by a link or by records; what they were before comes back.") { _profile, link, record, _why };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(link) is null) == (result.GetValue(record) is not { Length: > 0 }))
            {
                result.AddError("Say where to take the person apart: --link ID, or --record source/object/key once or more.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var body = new JsonObject { ["reason"] = parsed.GetRequiredValue(_why) };
            if (parsed.GetValue(link) is { } id)
            {
                body["link"] = id;
            }
            else
            {
                body["records"] = new JsonArray([.. (parsed.GetValue(record) ?? []).Select(RecordText.Record)]);
            }

            return app.AskAsync(parsed, (api, token) => api.PostAsync($"{PathOf(parsed)}/unmerge", body, token), LinkView.WriteUnmerged, cancellationToken);
        });
        return command;
    }

    private Command Links()
    {
        var link = new Option<string?>("--link") { Description = "Only this link, with the score that it stands on." };
        var command = new Command("links", "Shows why a person's records are one person, and from whom they are kept apart.") { _profile, link };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(link) is { } id
            ? app.AskAsync(parsed, (api, token) => api.GetAsync($"{PathOf(parsed)}/links/{Uri.EscapeDataString(id)}", token), LinkView.WriteLink, cancellationToken)
            : app.AskAsync(parsed, (api, token) => api.GetAsync($"{PathOf(parsed)}/links", token), LinkView.WriteLinks, cancellationToken));
        return command;
    }

    private string PathOf(ParseResult parsed) => $"api/profiles/{Uri.EscapeDataString(parsed.GetRequiredValue(_profile))}";
}
