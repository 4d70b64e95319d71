using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Quarantine;

/// <summary><c>cdi quarantine replay</c>: one item, a filter's worth, or all. Replaying twice does no harm.</summary>
internal sealed class QuarantineReplayCommand(GlobalOptions global, CliHost host)
{
    private readonly QuarantineFilterOptions _filter = new();

    private readonly Argument<string?> _item = new("id") { Description = "Replay this item only.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<bool> _all = new("--all") { Description = "Replay everything that waits." };

    public Command Build()
    {
        var command = new Command("replay", "Puts items on their way again: one, those of a filter, or all. Changes keep their ids, so nothing doubles.")
        {
            _item,
            _all,
        };
        _filter.AddTo(command);
        command.Validators.Add(result =>
        {
            bool[] given = [result.GetValue(_item) is not null, result.GetValue(_all), _filter.Any(result)];
            if (given.Count(g => g) != 1)
            {
                result.AddError("Say what to replay: an id, a filter (--source, --code, --reason, --from, --to), or --all.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var replayed = 0;
        var waiting = new List<JsonNode>();
        await foreach (var batch in BatchesAsync(api, parsed, cancellationToken))
        {
            replayed += int.TryParse(batch.Text("replayed"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
            waiting.AddRange(batch.Items("waiting"));
        }

        var reasons = waiting.CountBy(w => w.Text("reason") ?? "").OrderByDescending(r => r.Value).ToList();
        if (context.Json)
        {
            context.WriteJson(new JsonObject
            {
                ["replayed"] = replayed,
                ["waiting"] = new JsonArray([.. waiting.Select(w => w.DeepClone())]),
                ["reasons"] = new JsonArray([.. reasons.Select(r => new JsonObject { ["reason"] = r.Key, ["count"] = r.Value })]),
            }.ToIndentedJson());
        }
        else
        {
            context.Console.WriteLine($"Replayed {replayed}; {waiting.Count} still wait.");
            if (waiting.Count > 0)
            {
                QuarantineView.WriteWaiting(context, waiting, reasons);
            }
        }

        return waiting.Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>The app works in batches; each goes on where the one before ended.</summary>
    private async IAsyncEnumerable<JsonNode> BatchesAsync(
        ApiClient api, ParseResult parsed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_item) is { } item)
        {
            yield return await api.PostAsync($"api/quarantine/{Uri.EscapeDataString(item)}/replay", new JsonObject(), cancellationToken);
            yield break;
        }

        string? continuation = null;
        do
        {
            var body = parsed.GetValue(_all) ? new JsonObject { ["all"] = true } : _filter.Body(parsed);
            if (continuation is not null)
            {
                body["continuation"] = continuation;
            }

            var answer = await api.PostAsync("api/quarantine/replay", body, cancellationToken);
            yield return answer;
            continuation = answer.Text("continuation");
        }
        while (continuation is not null);
    }
}
