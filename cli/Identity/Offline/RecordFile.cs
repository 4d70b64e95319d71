using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Cli.Importing;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>A CSV file of records, read once from its beginning with the reader of imports.</summary>
internal sealed class RecordFile : IAsyncDisposable
{
    private const int WrongRowsTold = 10;

    private readonly RowReader _reader;
    private readonly int _id;

    /// <summary>By column: the field's place in the map, or -1.</summary>
    private readonly int[] _places;

    private RecordFile(ImportFile file, RowReader reader, MatchMap map)
    {
        File = file;
        _reader = reader;
        Map = map;
        _id = map.Id is null ? -1 : reader.Columns.ToList().IndexOf(map.Id);
        _places = [.. reader.Columns.Select(c => map.Fields.ToList().FindIndex(f => f.Name == c))];
    }

    public ImportFile File { get; }

    public MatchMap Map { get; }

    /// <summary>Rows read, with those that are no records.</summary>
    public long Rows { get; private set; }

    public long WrongRows { get; private set; }

    /// <param name="described">Null: what the columns mean is guessed from their names.</param>
    public static async Task<RecordFile> OpenAsync(string path, DescribedMap? described, CliHost host, CancellationToken cancellationToken)
    {
        var file = ImportFile.Open(path, host);
        try
        {
            var options = described?.File.Options ?? new();
            var reader = await file.RowsAsync(new() { Delimiter = options.Delimiter, Encoding = options.Encoding }, cancellationToken);
            return new(file, reader, described?.For(reader.Columns, path) ?? Guessed(reader.Columns, path));
        }
        catch (ImportFormatException wrong)
        {
            await file.DisposeAsync();
            throw new CliFailure($"{path} cannot be read: {wrong.Message}");
        }
        catch (CliFailure)
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next record, or null at the end. A row that is none is told of and passed over.</summary>
    public async ValueTask<FileRecord?> NextAsync(Action<string> note, CancellationToken cancellationToken)
    {
        while (await _reader.ReadAsync(cancellationToken) is { } row)
        {
            Rows++;
            if (row.Wrong is null)
            {
                return Record(row.Content.Span);
            }

            if (++WrongRows <= WrongRowsTold)
            {
                note($"Row {Rows.ToString("N0", CultureInfo.InvariantCulture)} is left out: {row.Wrong}");
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => File.DisposeAsync();

    private static MatchMap Guessed(IReadOnlyList<string> columns, string path)
    {
        var map = MatchMap.Guess(columns);
        return map.Fields.Count > 0
            ? map
            : throw new CliFailure($"{path} has no column whose name says what it holds: describe them with --schema. It has: {string.Join(", ", columns)}");
    }

    private FileRecord Record(ReadOnlySpan<byte> content)
    {
        var json = new Utf8JsonReader(content);
        var values = new Dictionary<string, string?>(Map.Fields.Count);
        string? id = null;
        json.Read();
        for (var column = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; column++)
        {
            json.Read();
            if (column == _id)
            {
                id = json.GetString();
            }
            else if (_places[column] is var place and >= 0 && json.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            {
                values[Map.Fields[place].Name] = Map.Read(Map.Fields[place], text);
            }
        }

        return new(string.IsNullOrEmpty(id) ? Rows.ToString(CultureInfo.InvariantCulture) : id, values);
    }
}

/// <param name="Id">As the file has it, or the number of its row.</param>
/// <param name="Values">By column; what is empty is not there.</param>
internal sealed record FileRecord(string Id, IReadOnlyDictionary<string, string?> Values);
