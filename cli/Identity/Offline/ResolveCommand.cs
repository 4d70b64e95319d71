using System.CommandLine;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary><c>cdi identity resolve</c>: says which records of a CSV file are one person.</summary>
internal sealed class ResolveCommand(GlobalOptions global, CliHost host)
{
    private readonly MatchOptions _match = new();

    private readonly Argument<string> _in = new("in") { Description = "A CSV file with a header, plain or packed with gzip; - for standard input." };

    private readonly Argument<string> _out = new("out") { Description = "The CSV file to write: record_id,cluster_id." };

    private readonly Option<string?> _reviews = new("--reviews") { Description = "The CSV file of pairs in doubt. Default: beside the other, as NAME.reviews.csv." };

    private readonly Option<string?> _against = new("--against")
    {
        Description = "Look for each record in this CSV file instead, without adding it: case_id,decision,target_record_id is written.",
    };

    private readonly Option<string?> _save = new("--save-schema") { Description = "Write what the columns were taken for to this file, to be mended and given with --schema." };

    public Command Build()
    {
        var command = new Command("resolve", """
            Says which records of a CSV file are one person, in one pass in the order of the file.

            Nothing leaves this machine, and no app is asked. Columns without a role are left out.
            """)
        {
            _in, _out, _reviews, _against, _save,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_against) is not null && result.GetValue(_reviews) is not null)
            {
                result.AddError("--reviews goes with records that are resolved among each other: with --against the decision says it.");
            }
        });
        command.SetAction(RunAsync);
        return _match.AddTo(command);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var path = parsed.GetRequiredValue(_in);
        var output = parsed.GetRequiredValue(_out);
        var doubtful = parsed.GetValue(_reviews) ?? Path.ChangeExtension(output, null) + ".reviews.csv";
        RefuseToOverwrite(path, output, doubtful, parsed.GetValue(_against));
        await using var file = await _match.OpenAsync(path, parsed, host, cancellationToken, otherId: parsed.GetValue(_against) is not null);
        await TellMapAsync(context, parsed, file.Map, cancellationToken);
        var run = new RecordRun(await _match.ModelAsync(parsed, file.Map, host, cancellationToken));
        if (parsed.GetValue(_against) is { } index)
        {
            return await AgainstAsync(context, parsed, run, file, (index, output), cancellationToken);
        }

        await using var clusters = TextFiles.Create(output, host);
        await using var reviews = TextFiles.Create(doubtful, host);
        await run.AddAsync(file, context, _match.IsQuiet(parsed), keepValues: false, cancellationToken);
        var summary = new ResolveSummary(run, run.Doubts());
        await ResolveFiles.WriteClustersAsync(run, clusters);
        await ResolveFiles.WriteReviewsAsync(run, summary.Doubts, reviews);
        summary.Write(context, output, doubtful);
        return Exit(file, path);
    }

    private async Task<int> AgainstAsync(
        CliContext context, ParseResult parsed, RecordRun run, RecordFile cases, (string Index, string Output) files, CancellationToken cancellationToken)
    {
        await using var output = TextFiles.Create(files.Output, host);
        await using var index = await _match.OpenAsync(files.Index, parsed, host, cancellationToken);
        if (!index.Map.Fields.SequenceEqual(cases.Map.Fields))
        {
            context.Note($"The columns of {files.Index} are not taken for the same as those of the cases: only what both have is compared.");
        }

        await run.AddAsync(index, context, _match.IsQuiet(parsed), keepValues: false, cancellationToken);
        var counts = new Dictionary<string, int> { ["match"] = 0, ["possible_match"] = 0, ["no_match"] = 0 };
        await output.WriteLineAsync("case_id,decision,target_record_id,bits,explanation");
        while (await cases.NextAsync(context.Note, cancellationToken) is { } record)
        {
            var found = run.Engine.Match(record.Values);
            var decision = found.Joins.Count > 0 ? "match" : found.Reviews.Count > 0 ? "possible_match" : "no_match";
            var best = found.Joins.Concat(found.Reviews).FirstOrDefault();
            counts[decision]++;
            await output.WriteLineAsync(best is null
                ? CsvText.Line(record.Id, decision, "", "", "")
                : CsvText.Line(record.Id, decision, run.Ids[best.Record], BitsText.Number(best.Score.Bits), BitsText.Line(best.Score)));
        }

        ResolveSummary.WriteAgainst(context, run, counts, files.Output);
        return Exit(cases, parsed.GetRequiredValue(_in));
    }

    private async Task TellMapAsync(CliContext context, ParseResult parsed, MatchMap map, CancellationToken cancellationToken)
    {
        if (_match.IsGuessed(parsed))
        {
            context.Note("No --schema: the columns are taken, by their names, for");
            context.Note($"{map.ToJson().ToIndentedJson()}");
        }

        if (map.Unused.Count > 0)
        {
            context.Note($"Not used: {string.Join(", ", map.Unused)}");
        }

        if (map.Id is null)
        {
            context.Note("No column names the records: the number of its row does, and 1 is the first below the header.");
        }

        if (parsed.GetValue(_save) is { } path)
        {
            await using var saved = TextFiles.Create(path, host);
            await saved.WriteLineAsync(map.ToJson().ToIndentedJson().AsMemory(), cancellationToken);
        }
    }

    /// <summary>A file that is read must not be written, nor one be written twice.</summary>
    private void RefuseToOverwrite(string path, string output, string doubtful, string? index)
    {
        string Full(string file) => Path.GetFullPath(file, host.Directory);
        if (Full(output) == Full(path) || Full(output) == Full(doubtful) || Full(doubtful) == Full(path) || (index is not null && Full(output) == Full(index)))
        {
            throw new CliFailure("The files that are read and written must be different ones.", ExitCodes.Usage);
        }
    }

    private static int Exit(RecordFile file, string path) => file.WrongRows == 0
        ? ExitCodes.Done
        : throw new CliFailure($"{file.WrongRows} of {file.Rows} rows of {path} could not be read and are left out; the others are done.");
}
