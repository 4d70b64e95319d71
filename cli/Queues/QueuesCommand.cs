using System.CommandLine;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Queues;

/// <summary><c>cdi queues</c>: what waits, what failed, and sending it again.</summary>
internal sealed class QueuesCommand(GlobalOptions global, CliHost host)
{
    private readonly Option<string?> _quarantine = new("--quarantine") { Description = "Replay this quarantined item." };

    private readonly Option<bool> _all = new("--all") { Description = "Replay every quarantined item." };

    private readonly Option<string?> _deadLetters = new("--dead-letters") { Description = "Replay the dead letters of this queue: changes or deliveries." };

    public Command Build()
    {
        var replay = new Command("replay", "Puts quarantined items or dead letters on their way again. Replaying twice does no harm.")
        {
            _quarantine,
            _all,
            _deadLetters,
        };
        replay.Validators.Add(result =>
        {
            bool[] given = [result.GetValue(_quarantine) is not null, result.GetValue(_all), result.GetValue(_deadLetters) is not null];
            if (given.Count(g => g) != 1)
            {
                result.AddError("Say what to replay: one of --quarantine <id>, --all or --dead-letters <queue>.");
            }
        });
        replay.SetAction(ReplayAsync);
        var command = new Command("queues", "Shows what waits in the queues and in quarantine.") { replay };
        command.SetAction(ShowAsync);
        return command;
    }

    private async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var queues = await api.GetAsync("api/queues", cancellationToken);
        var quarantine = await api.GetAsync("api/quarantine", cancellationToken);
        if (context.Json)
        {
            var both = new JsonObject { ["queues"] = Taken(queues, "queues"), ["quarantined"] = Taken(queues, "quarantined"), ["items"] = Taken(quarantine, "items") };
            context.WriteJson(both.ToIndentedJson());
            return ExitCodes.Done;
        }

        QueuesView.Write(context.Console, queues, quarantine);
        return ExitCodes.Done;
    }

    private async Task<int> ReplayAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var queue = parsed.GetValue(_deadLetters);
        var item = parsed.GetValue(_quarantine);
        using var api = new ApiClient(context);
        var answer = queue is not null
            ? await api.PostAsync($"api/queues/{Uri.EscapeDataString(queue)}/dead-letters/replay", new JsonObject(), cancellationToken)
            : await api.PostAsync("api/quarantine/replay", Selection(item), cancellationToken);
        if (context.Json)
        {
            context.WriteJson(answer.ToIndentedJson());
        }
        else
        {
            var what = queue is not null ? $"dead letters of {queue}" : "quarantined items";
            await host.Out.WriteLineAsync(TerminalText.Plain($"Replayed {answer.Text("replayed") ?? "the"} {what}."));
        }

        foreach (var waiting in answer.Items("waiting"))
        {
            context.Note($"{waiting.Text("id")} still waits: {waiting.Text("reason")}");
        }

        return answer.Items("waiting").Any() ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static JsonNode? Taken(JsonNode answer, string member) => (answer as JsonObject)?[member]?.DeepClone();

    private static JsonObject Selection(string? item) =>
        item is null ? new JsonObject { ["all"] = true } : new JsonObject { ["ids"] = new JsonArray(item) };
}
