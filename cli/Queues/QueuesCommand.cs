using System.CommandLine;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Queues;

/// <summary><c>cdi queues</c>: what waits, what was given up on, and sending it again.</summary>
internal sealed class QueuesCommand(GlobalOptions global, CliHost host)
{
    private readonly Argument<string> _queue = new("queue") { Description = "changes or deliveries." };

    private readonly Option<long?> _from = new("--from") { Description = "The lowest sequence number to show." };

    private readonly Option<string> _deadLetters = new("--dead-letters") { Description = "Replay the dead letters of this queue: changes or deliveries.", Required = true };

    public Command Build()
    {
        var replay = new Command("replay", "Puts dead letters on their way again. Replaying twice does no harm.") { _deadLetters };
        replay.SetAction(ReplayAsync);
        var list = new Command("dead-letters", "Lists the messages that were given up on, oldest first, without their bodies.") { _queue, _from };
        list.SetAction(ListAsync);
        var command = new Command("queues", "Shows what waits in the queues.") { replay, list };
        command.SetAction(ShowAsync);
        return command;
    }

    private async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var queues = await api.GetAsync("api/queues", cancellationToken);
        return Print(context, queues, () => QueuesView.Write(context.Console, queues));
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var from = parsed.GetValue(_from) is { } sequence ? $"?from={sequence}" : "";
        var letters = await api.GetAsync($"api/queues/{Uri.EscapeDataString(parsed.GetRequiredValue(_queue))}/dead-letters{from}", cancellationToken);
        return Print(context, letters, () => QueuesView.WriteDeadLetters(context, letters));
    }

    private async Task<int> ReplayAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var queue = parsed.GetRequiredValue(_deadLetters);
        using var api = new ApiClient(context);
        var answer = await api.PostAsync($"api/queues/{Uri.EscapeDataString(queue)}/dead-letters/replay", new JsonObject(), cancellationToken);
        return Print(context, answer, () => host.Out.WriteLine(TerminalText.Plain($"Replayed {answer.Text("replayed") ?? "the"} dead letters of {queue}.")));
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
}
