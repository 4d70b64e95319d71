using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Importing;

/// <summary>The reconciliation, for people and for programs.</summary>
internal static class ImportSummary
{
    private static readonly string[] Outcomes = ["applied", "duplicate", "stale", "suppressed", "quarantined"];

    public static int Write(CliContext context, ImportResult result)
    {
        var view = result.View;
        var sum = Outcomes.Sum(o => Number(view, o));
        var agrees = sum == result.Rows && Number(view, "rows") == result.Rows && view.Text("checksum") == result.Checksum;
        if (context.Json)
        {
            context.WriteJson(view.ToIndentedJson());
        }
        else
        {
            WriteTable(context, result, sum);
        }

        if (!agrees)
        {
            throw new CliFailure($"The sums do not agree: {result.Rows:N0} rows were read here with the checksum {result.Checksum}.");
        }

        return Number(view, "quarantined") > 0 ? ExitCodes.Quarantined : ExitCodes.Done;
    }

    public static long Number(JsonNode view, string member) => long.TryParse(view.Text(member), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static void WriteTable(CliContext context, ImportResult result, long sum)
    {
        var view = result.View;
        var isRehearsal = view.Text("dryRun") == "true";
        var table = new Table().AddColumn(isRehearsal ? "would be" : "rows").AddColumn(new TableColumn("count").RightAligned());
        foreach (var outcome in Outcomes)
        {
            table.AddRow(outcome, Show(Number(view, outcome)));
        }

        table.AddEmptyRow();
        table.AddRow("sum", Show(sum));
        table.AddRow("rows read", Show(result.Rows));
        context.Console.Write(table);
        context.Console.WriteLine($"Checksum {result.Checksum}");
        if (view.Text("id") is { } id)
        {
            context.Console.WriteLine($"Import {TerminalText.Plain(id)}");
        }

        foreach (var (reason, count) in view.Members("reasons"))
        {
            context.Console.WriteLine($"In quarantine: {count.AsText()} because {TerminalText.Plain(reason)}");
        }

        var unused = string.Join(", ", view.Items("unusedHeaders").Select(h => h.AsText()));
        if (unused.Length > 0)
        {
            context.Console.WriteLine(TerminalText.Plain($"The mapping takes nothing from: {unused}"));
        }

        if (isRehearsal)
        {
            context.Console.WriteLine("A dry run: nothing was written.");
        }
        else if (Number(view, "quarantined") > 0)
        {
            context.Console.WriteLine("Mend the mapping, then 'cdi queues replay --all'; a row that is itself broken is mended in the file, which is then imported again.");
        }
    }

    private static string Show(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
