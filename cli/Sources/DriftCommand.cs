using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Sources;

/// <summary><c>cdi drift</c>: how what a source sends differs from its contract, and taking note of it.</summary>
internal sealed class DriftCommand(GlobalOptions global, CliHost host)
{
    private readonly Argument<string> _source = new("source") { Description = "The source's key." };

    private readonly Option<string?> _acknowledge = new("--acknowledge") { Description = "Take this entry away. It comes back where it is found again." };

    public Command Build()
    {
        var command = new Command("drift", "Shows how what a source sends differs from its contract.") { _source, _acknowledge };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        using var api = new ApiClient(context);
        var path = $"api/sources/{Uri.EscapeDataString(parsed.GetRequiredValue(_source))}/drift";
        if (parsed.GetValue(_acknowledge) is { } id)
        {
            await api.DeleteAsync($"{path}/{Uri.EscapeDataString(id)}", cancellationToken);
            if (context.Json)
            {
                context.WriteJson(new JsonObject { ["acknowledged"] = id }.ToIndentedJson());
            }
            else
            {
                await host.Out.WriteLineAsync(TerminalText.Plain($"Acknowledged {id}."));
            }

            return ExitCodes.Done;
        }

        var answer = await api.GetAsync(path, cancellationToken);
        if (context.Json)
        {
            context.WriteJson(answer.ToIndentedJson());
        }
        else
        {
            Write(context.Console, [.. answer.Items("drift")]);
        }

        return ExitCodes.Done;
    }

    private static void Write(IAnsiConsole console, List<JsonNode> entries)
    {
        if (entries.Count == 0)
        {
            console.WriteLine("The source keeps its contract, or has none.");
            return;
        }

        var table = new Table();
        table.AddColumns("id", "object", "field", "drift", "records", "first seen", "last seen", "contract");
        foreach (var entry in entries)
        {
            table.AddRow(
                TerminalText.Cell(entry.Text("id")),
                TerminalText.Cell(entry.Text("object")),
                TerminalText.Cell(entry.Text("path")),
                TerminalText.Cell(What(entry)),
                TerminalText.Cell(entry.Text("count")),
                TerminalText.Cell(entry.Text("firstSeen")),
                TerminalText.Cell(entry.Text("lastSeen")),
                TerminalText.Cell(entry.Text("contractVersion")));
        }

        console.Write(table);
        console.WriteLine("Mend the contract or the source, then 'cdi drift <source> --acknowledge <id>'.");
    }

    private static string What(JsonNode entry) => entry.Text("kind") switch
    {
        "NewField" => $"new field, {entry.Text("seen")}",
        "MissingField" => "required and missing",
        "TypeChanged" => $"{entry.Text("seen")}, not {entry.Text("declared")}",
        "UnknownValue" => entry.Text("value") is { } value ? $"unknown value {value}" : "unknown value",
        "BadFormat" => $"no {entry.Text("declared")}",
        "FailedCheck" => entry.Text("seen") ?? "failed a check of the mapping",
        "UnknownObject" => "unknown object",
        var other => other ?? "",
    };
}
