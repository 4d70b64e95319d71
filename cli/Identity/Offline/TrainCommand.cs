using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using ServerlessCdi.Cli.Importing;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary><c>cdi identity train</c>: learns what agreement is worth in a file, without being told who is who.</summary>
internal sealed class TrainCommand(GlobalOptions global, CliHost host)
{
    /// <summary>Of a larger file so many records, by chance, from all over it.</summary>
    private const int MostRecords = 100_000;

    private const int FewRecords = 200;

    private readonly MatchOptions _match = new();

    private readonly Argument<string> _in = new("in") { Description = "A CSV file of records with a header. Nobody has to say which of them are one person." };

    private readonly Option<string> _out = new("--out") { Description = "The model file to write.", Required = true };

    private readonly Option<int> _seed = new("--seed") { Description = "The same file and seed give the same model.", DefaultValueFactory = _ => 1 };

    public Command Build()
    {
        var command = new Command("train", """
            Learns from a CSV file what agreement in each field is worth, and writes a model.

            How often people agree by chance comes from random pairs; how often records of one person agree comes from pairs
            that share something, by expectation and maximisation. Running apps are not changed by it.
            """)
        {
            _in, _out, _seed,
        };
        command.SetAction(RunAsync);
        return _match.AddTo(command, withModel: false);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var path = parsed.GetRequiredValue(_in);
        var seed = parsed.GetValue(_seed);
        await using var file = await _match.OpenAsync(path, parsed, host, cancellationToken);
        var sample = await SampleAsync(file, context, _match.IsQuiet(parsed), new Random(seed), cancellationToken);
        if (sample.Count < FewRecords)
        {
            throw new CliFailure($"{path} has {sample.Count} records: from fewer than {FewRecords} nothing can be learned.");
        }

        var trained = ModelTraining.Train(MatchModel.Default(file.Map.ToSchema()), sample, seed);
        var output = parsed.GetRequiredValue(_out);
        await using (var model = TextFiles.Create(output, host))
        {
            await model.WriteLineAsync((trained.File with { Version = trained.Version }).ToJson().AsMemory(), cancellationToken);
        }

        if (context.Json)
        {
            context.WriteJson(Json(trained, file.Rows, sample.Count, output).ToIndentedJson());
        }
        else
        {
            Write(context, trained, sample.Count, output);
        }

        return ExitCodes.Done;
    }

    /// <summary>Each record of the file has the same chance to be in it (Vitter's algorithm R).</summary>
    private static async Task<List<IReadOnlyDictionary<string, string?>>> SampleAsync(
        RecordFile file, CliContext context, bool quiet, Random random, CancellationToken cancellationToken)
    {
        var sample = new List<IReadOnlyDictionary<string, string?>>();
        var progress = ImportProgress.Of(context, file.File, quiet || context.Json);
        await progress.ShowAsync(0, async () =>
        {
            for (var read = 0L; await file.NextAsync(context.Note, cancellationToken) is { } record; read++)
            {
                if (sample.Count < MostRecords)
                {
                    sample.Add(record.Values);
                }
                else if (random.NextInt64(read + 1) is var place and < MostRecords)
                {
                    sample[(int)place] = record.Values;
                }

                if (read % 1000 == 0)
                {
                    progress.Passed(read);
                }
            }
        });
        return sample;
    }

    private static void Write(CliContext context, MatchModel model, int records, string output)
    {
        var table = new Table().AddColumn("field").AddColumn("level")
            .AddColumn(new TableColumn("of one person").RightAligned())
            .AddColumn(new TableColumn("of any two").RightAligned())
            .AddColumn(new TableColumn("bits").RightAligned());
        foreach (var field in model.File.Weights ?? [])
        {
            foreach (var (index, level) in field.Levels.Index())
            {
                table.AddRow(
                    TerminalText.Cell(index == 0 ? field.Field : ""), TerminalText.Cell(level.Name),
                    TerminalText.Cell(Rate(level.M)), TerminalText.Cell(Rate(level.U)), TerminalText.Cell(BitsText.Signed(Bits(level))));
            }
        }

        context.Console.Write(table);
        context.Console.WriteLine(TerminalText.Plain(
            $"Model {model.Version} from {records.ToString("N0", CultureInfo.InvariantCulture)} records, written to {output}."));
    }

    private static JsonObject Json(MatchModel model, long rows, int records, string output) => new()
    {
        ["model"] = model.Version,
        ["out"] = output,
        ["rows"] = rows,
        ["records"] = records,
        ["fields"] = new JsonArray([.. (model.File.Weights ?? []).Select(f => new JsonObject
        {
            ["field"] = f.Field,
            ["levels"] = new JsonArray([.. f.Levels.Select(l => new JsonObject { ["level"] = l.Name, ["m"] = l.M, ["u"] = l.U, ["bits"] = Math.Round(Bits(l), 4) })]),
        })]),
    };

    private static double Bits(MatchLevel level) => Math.Log2(Math.Max(level.M, 1e-7) / Math.Max(level.U, 1e-7));

    private static string Rate(double rate) => rate.ToString(rate < 0.001 ? "0.0e-0" : "0.0000", CultureInfo.InvariantCulture);
}
