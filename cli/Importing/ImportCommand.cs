using System.CommandLine;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Importing;

/// <summary><c>cdi import</c>: brings a file of rows to the app, or asks what it would do with them.</summary>
internal sealed class ImportCommand(GlobalOptions global, CliHost host)
{
    /// <summary>How long the app may take for the rows of one request.</summary>
    private static readonly TimeSpan AnswerTo = TimeSpan.FromMinutes(5);

    private readonly Argument<string> _file = new("file") { Description = "A CSV or NDJSON file, plain or packed with gzip; - for standard input." };

    private readonly Option<string> _source = new("--source") { Description = "The source whose mapping reads the rows.", Required = true };

    private readonly Option<string?> _object = new("--object") { Description = "The kind of object that the file holds, such as contact. Default: what the mapping says." };

    private readonly Option<string?> _format = new("--format") { Description = "csv or ndjson. Default: by the file's name, csv otherwise." };

    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "comma, semicolon, tab or bar. Default: the one that the header has most of." };

    private readonly Option<string?> _encoding = new("--encoding")
    {
        Description = $"{string.Join(", ", RowEncoding.Names)}. Default: what the byte order mark says, utf-8 without one.",
    };

    private readonly Option<string[]> _map = new("--map") { Description = "Rename a header before the mapping sees it, such as \"E-mail=email\". May be given several times." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would become of each row, and write nothing anywhere." };

    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with this import. Default: an unfinished one of the same file and source is found by itself." };

    private readonly Option<bool> _fresh = new("--fresh") { Description = "Begin anew, even where an unfinished import of the same file is there." };

    private readonly Option<string?> _report = new("--report") { Description = "Write the outcome of every row to this CSV file." };

    private readonly Option<int> _wait = new("--wait") { Description = "Seconds to wait for an app that does not answer, before giving up.", DefaultValueFactory = _ => 60 };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress, only the result." };

    public Command Build()
    {
        _format.AcceptOnlyFromAmong("csv", "ndjson");
        _delimiter.AcceptOnlyFromAmong("comma", "semicolon", "tab", "bar", ",", ";", "|", "\t");
        _encoding.AcceptOnlyFromAmong([.. RowEncoding.Names]);
        _map.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string[]>().FirstOrDefault(m => m.Split('=', 2) is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong)
            {
                result.AddError($"'{wrong}' is not of the form header=name.");
            }
        });
        var command = new Command("import", """
            Imports a file of rows through a source's own mapping.

            Stopped at any moment, the same command goes on at the exact row. At the end every row is accounted for:
            rows read = applied + duplicate + stale + suppressed + quarantined, with a checksum on both sides.
            """)
        {
            _file, _source, _object, _format, _delimiter, _encoding, _map, _dryRun, _resume, _fresh, _report, _wait, _quiet,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var path = parsed.GetRequiredValue(_file);
        var wanted = new ImportWanted(parsed.GetRequiredValue(_source), parsed.GetValue(_object), Format(parsed, path))
        {
            Resume = parsed.GetValue(_resume),
            Fresh = parsed.GetValue(_fresh),
            Wait = TimeSpan.FromSeconds(parsed.GetValue(_wait)),
        };
        await using var file = ImportFile.Open(path, host);
        var isRehearsal = parsed.GetValue(_dryRun);
        using var api = new ApiClient(context, isRehearsal ? Timeout.InfiniteTimeSpan : AnswerTo);
        var progress = ImportProgress.Of(context, file, parsed.GetValue(_quiet) || context.Json);
        var report = parsed.GetValue(_report);
        try
        {
            var result = isRehearsal
                ? await new ImportRehearsal(context, api, wanted).RunAsync(file, progress, report is not null, cancellationToken)
                : await new ImportSession(context, api, wanted).RunAsync(file, progress, cancellationToken);
            if (report is not null)
            {
                await ImportReport.WriteAsync(Path.GetFullPath(report, host.Directory), api, result, cancellationToken);
            }

            return ImportSummary.Write(context, result);
        }
        catch (ImportFormatException wrong)
        {
            throw new CliFailure($"{path} cannot be read: {wrong.Message}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliFailure("Stopped. The same command goes on where this one was.");
        }
    }

    private RowFormat Format(ParseResult parsed, string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        var isJson = parsed.GetValue(_format) is { } stated
            ? stated == "ndjson"
            : name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        return new()
        {
            Kind = isJson ? RowKind.Ndjson : RowKind.Csv,
            Delimiter = parsed.GetValue(_delimiter) switch
            {
                null => null,
                "comma" => ',',
                "semicolon" => ';',
                "tab" => '\t',
                "bar" => '|',
                var sign => sign[0],
            },
            Encoding = parsed.GetValue(_encoding),
            Rename = (parsed.GetValue(_map) ?? []).Select(m => m.Split('=', 2)).DistinctBy(m => m[0]).ToDictionary(m => m[0], m => m[1]),
        };
    }
}
