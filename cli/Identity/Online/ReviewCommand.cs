using System.CommandLine;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary><c>cdi identity review</c>: both sides beside one another, and what speaks for and against their being one.</summary>
internal sealed class ReviewCommand(IdentityApi app)
{
    private readonly Argument<string> _id = new("id") { Description = "The review's id, as 'cdi identity reviews' shows it." };

    private readonly Option<bool> _reveal = new("--reveal") { Description = "Show the values as they are. The app keeps who asked, when and why." };

    private readonly Option<bool> _accesses = new("--accesses") { Description = "Show who saw the values, and why." };

    private readonly Option<string?> _why = new("--reason") { Description = "What for. Kept with who asked and when." };

    public Command Build()
    {
        var command = new Command("review", "Shows one review: both sides, without values unless --reveal is given, and the bits of each field.")
        {
            _id,
            _reveal,
            _accesses,
            _why,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_reveal) && string.IsNullOrWhiteSpace(result.GetValue(_why)))
            {
                result.AddError("--reveal shows personal data: say what for with --reason \"...\".");
            }

            if (result.GetValue(_reveal) && result.GetValue(_accesses))
            {
                result.AddError("--reveal and --accesses are two questions: ask one of them.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = $"api/identity/reviews/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}";
            return parsed.GetValue(_accesses)
                ? app.AskAsync(parsed, (api, token) => api.GetAsync($"{path}/accesses", token), ReviewView.WriteAccesses, cancellationToken)
                : app.AskAsync(
                    parsed,
                    (api, token) => parsed.GetValue(_reveal)
                        ? api.CallAsync(HttpMethod.Get, $"{path}?reveal=true", parsed.GetValue(_why) ?? "", token)
                        : api.GetAsync(path, token),
                    ReviewView.Write,
                    cancellationToken);
        });
        return command;
    }
}
