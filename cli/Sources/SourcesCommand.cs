using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Sources;

/// <summary><c>cdi sources</c>: what each source sent, and how much of it differs from its contract.</summary>
internal sealed class SourcesCommand(GlobalOptions global, CliHost host)
{
    public Command Build()
    {
        var command = new Command("sources", "Shows every source: its URL, its contract, what it sent, and how much of that differs.");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var answer = await api.GetAsync("api/sources", cancellationToken);
        if (context.Json)
        {
            context.WriteJson(answer.ToIndentedJson());
            return ExitCodes.Done;
        }

        var table = new Table();
        table.AddColumns("source", "connector", "url", "contract", "last received", "received", "changes", "rejected", "drift", "renew by");
        foreach (var source in answer.Items("sources"))
        {
            table.AddRow(
                TerminalText.Cell(source.Text("source")),
                TerminalText.Cell(source.Text("enabled") == "false" ? $"{source.Text("connector")} (disabled)" : source.Text("connector")),
                TerminalText.Cell(source.Text("url")),
                TerminalText.Cell(ContractOf(source)),
                TerminalText.Cell(source.Text("lastReceived")),
                TerminalText.Cell(source.Text("received")),
                TerminalText.Cell(source.Text("changes")),
                TerminalText.Cell(source.Text("rejected")),
                TerminalText.Cell(source.Text("drift")),
                TerminalText.Cell(source.Text("renewBy")));
        }

        context.Console.Write(table);
        return ExitCodes.Done;
    }

    private static string ContractOf(JsonNode source) =>
        (source as JsonObject)?["contract"] is { } contract ? $"{contract.Text("version")}, {contract.Text("mode")?.ToLowerInvariant()}" : "none";
}
