using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Quarantine;

/// <summary><c>cdi quarantine</c>: what waits, why, what it looks like, and sending it again.</summary>
internal sealed class QuarantineCommand(GlobalOptions global, CliHost host)
{
    private readonly QuarantineFilterOptions _filter = new();

    private readonly Argument<string> _item = new("id") { Description = "The item's id, as 'cdi quarantine list' shows it." };

    private readonly Option<int> _limit = new("--limit") { Description = "Items to show, at most 1000.", DefaultValueFactory = _ => 100 };

    private readonly Option<string?> _continuation = new("--continuation") { Description = "Go on behind an earlier page." };

    private readonly Option<bool> _reveal = new("--reveal") { Description = "Show the content as it is. The app keeps who asked, when and why." };

    private readonly Option<bool> _accesses = new("--accesses") { Description = "Show who saw the content or threw the item away, and why." };

    private readonly Option<string?> _why = new("--reason") { Description = "What for. Kept with who asked and when." };

    public Command Build() => new("quarantine", "Shows what waits because it could not be understood or applied, and sends it again.")
    {
        List(),
        Summary(),
        Show(),
        new QuarantineReplayCommand(global, host).Build(),
        Discard(),
    };

    private Command List()
    {
        var command = new Command("list", "Lists items, newest first.") { _limit, _continuation };
        _filter.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = $"api/quarantine{_filter.Query(parsed, ("limit", $"{parsed.GetValue(_limit)}"), ("continuation", parsed.GetValue(_continuation)))}";
            return await AskAsync(parsed, (api, token) => api.GetAsync(path, token), QuarantineView.WriteList, cancellationToken);
        });
        return command;
    }

    private Command Summary()
    {
        var command = new Command("summary", "Counts what waits by source and code.");
        _filter.AddTo(command);
        command.SetAction((parsed, cancellationToken) => AskAsync(
            parsed, (api, token) => api.GetAsync($"api/quarantine/summary{_filter.Query(parsed)}", token), QuarantineView.WriteSummary, cancellationToken));
        return command;
    }

    private Command Show()
    {
        var command = new Command("show", "Shows one item: its shape, without values, unless --reveal is given.") { _item, _reveal, _accesses, _why };
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
            var path = PathOf(parsed);
            return parsed.GetValue(_accesses)
                ? AskAsync(parsed, (api, token) => api.GetAsync($"{path}/accesses", token), QuarantineView.WriteAccesses, cancellationToken)
                : AskAsync(
                    parsed,
                    (api, token) => parsed.GetValue(_reveal)
                        ? api.CallAsync(HttpMethod.Get, $"{path}?reveal=true", parsed.GetValue(_why) ?? "", token)
                        : api.GetAsync(path, token),
                    QuarantineView.WriteItem,
                    cancellationToken);
        });
        return command;
    }

    private Command Discard()
    {
        var command = new Command("discard", "Throws an item away without a replay.") { _item, _why };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(_why)))
            {
                result.AddError("What is thrown away is gone: say why with --reason \"...\".");
            }
        });
        command.SetAction((parsed, cancellationToken) => AskAsync(
            parsed,
            (api, token) => api.CallAsync(HttpMethod.Delete, PathOf(parsed), parsed.GetValue(_why) ?? "", token),
            (context, _) => context.Console.WriteLine($"{TerminalText.Plain(parsed.GetRequiredValue(_item))} is gone."),
            cancellationToken));
        return command;
    }

    private string PathOf(ParseResult parsed) => $"api/quarantine/{Uri.EscapeDataString(parsed.GetRequiredValue(_item))}";

    private async Task<int> AskAsync(
        ParseResult parsed, Func<ApiClient, CancellationToken, Task<JsonNode>> ask, Action<CliContext, JsonNode> write, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var answer = await ask(api, cancellationToken);
        if (context.Json)
        {
            context.WriteJson(answer.ToIndentedJson());
        }
        else
        {
            write(context, answer);
        }

        return ExitCodes.Done;
    }
}
