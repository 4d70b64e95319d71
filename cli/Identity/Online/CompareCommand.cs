using System.CommandLine;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary><c>cdi identity compare</c>: what speaks for and against two records being one person, in bits.</summary>
internal sealed class CompareCommand(IdentityApi app)
{
    private readonly Argument<string> _left = new("left") { Description = $"A contact record: {RecordText.Form}." };

    private readonly Argument<string> _right = new("right") { Description = "The other." };

    public Command Build()
    {
        var command = new Command("compare", "Scores two stored records: the prior, each field's level and bits, the sum, and what is decided at it.") { _left, _right };
        command.SetAction((parsed, cancellationToken) =>
        {
            var body = new JsonObject
            {
                ["left"] = RecordText.Record(parsed.GetRequiredValue(_left)),
                ["right"] = RecordText.Record(parsed.GetRequiredValue(_right)),
            };
            return app.AskAsync(parsed, (api, token) => api.PostAsync("api/identity/explain", body, token), ScoreView.WriteExplanation, cancellationToken);
        });
        return command;
    }
}
