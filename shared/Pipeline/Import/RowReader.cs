using System.Text;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>
/// The rows of a file, one after another: a row that is wrong is a row, with the reason, and the next one is read as if
/// it were not there. Only the row at hand is in memory.
/// </summary>
public abstract class RowReader
{
    /// <summary>
    /// Ends the text of a row whose content was left out: whoever reads it again knows the row as one that is too long,
    /// and U+FFFD keeps everyone else from taking it for data.
    /// </summary>
    private const string CutMark = "[cut: the row is too long]\uFFFD";

    private const int KeptOfTooLong = 200;

    private string? _cut;
    private int _rawLength;

    private protected RowReader(RowText text) => Text = text;

    /// <summary>Characters that are held at most: what one read of the stream brings, or the longest row.</summary>
    public int BufferedChars => Text.Capacity;

    /// <summary>The names of the columns as the mapping knows them; empty for NDJSON.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The header as it stands in the file, or null for a file without.</summary>
    public string? Header { get; private protected init; }

    /// <summary>The text of the row that was read last, without the end of its line. Until the next read.</summary>
    public ReadOnlySpan<char> Raw => _cut ?? Text.Held[.._rawLength];

    private protected RowText Text { get; }

    private int Pending { get; set; }

    /// <summary>Opens a stream of text, whose rows are then read one by one.</summary>
    /// <exception cref="ImportFormatException">It has no header, or not one that can be read.</exception>
    public static async Task<RowReader> OpenAsync(Stream stream, RowFormat format, CancellationToken cancellationToken)
    {
        var text = await RowText.OpenAsync(stream, format.Encoding, cancellationToken);
        return format.Kind == RowKind.Ndjson ? new NdjsonRows(text) : await CsvRows.OpenAsync(text, format, cancellationToken);
    }

    /// <summary>The next row, or null at the end. Blank lines are no rows.</summary>
    public async ValueTask<ImportRow?> ReadAsync(CancellationToken cancellationToken)
    {
        Text.Take(Pending);
        (Pending, _rawLength, _cut) = (0, 0, null);
        while (true)
        {
            while (Text.Held.Length > 0 && Text.Held[0] is '\n' or '\r')
            {
                Text.Take(1);
            }

            if (Text.Held.Length == 0)
            {
                if (!await Text.MoreAsync(cancellationToken))
                {
                    return null;
                }

                continue;
            }

            if (TryRead(Text.Held, Text.Ended) is { } row)
            {
                return row;
            }

            // One character more: the end of a line may be of two, of which one is in sight.
            if (Text.Held.Length > RowFormat.MaxRowChars + (Text.Ended ? 0 : 1) && Text.Held[..RowFormat.MaxRowChars].IndexOfAny('\r', '\n') < 0)
            {
                return await CutAsync(cancellationToken);
            }

            await Text.MoreAsync(cancellationToken);
        }
    }

    /// <summary>The row at the beginning of the text, or null where it goes on behind it.</summary>
    private protected abstract ImportRow? TryRead(ReadOnlySpan<char> text, bool ended);

    /// <summary>A row of so many characters, which with the end of its line are <paramref name="taken"/>.</summary>
    private protected ImportRow Row(ReadOnlyMemory<byte> content, int length, int taken)
    {
        (_rawLength, Pending) = (length, taken);
        return new(content, null);
    }

    private protected ImportRow WrongRow(string reason, int length, int taken)
    {
        (_rawLength, Pending) = (length, taken);
        return new(Encoding.UTF8.GetBytes(Raw.ToArray()), reason);
    }

    /// <summary>The first line as a row that is wrong; null where its end is not in sight.</summary>
    private protected ImportRow? WrongLine(ReadOnlySpan<char> text, bool ended, string reason)
    {
        var length = text.IndexOfAny('\r', '\n');
        if (length < 0 && !ended)
        {
            return null;
        }

        length = length < 0 ? text.Length : length;
        var end = length == text.Length ? 0 : CsvRecord.LineEnd(text, ended, length);
        return end == 0 && length < text.Length ? null : WrongRow(reason, length, length + end);
    }

    /// <summary>What is wrong with a row whatever its format.</summary>
    private protected static string? Fault(ReadOnlySpan<char> row)
    {
        if (!row.Contains('\uFFFD'))
        {
            return null;
        }

        return row.EndsWith(CutMark, StringComparison.Ordinal)
            ? TooLong
            : "the row holds a character that could not be read: the file may be in another encoding than UTF-8, which must then be stated";
    }

    private static string TooLong { get; } = $"the row has more than {RowFormat.MaxRowChars} characters";

    /// <summary>Reads past a line that is too long and keeps its beginning.</summary>
    private async ValueTask<ImportRow> CutAsync(CancellationToken cancellationToken)
    {
        var kept = Text.Held[..KeptOfTooLong].ToString().Replace('"', ' ');
        do
        {
            Text.Take(Text.Held.IndexOfAny('\r', '\n') is var end and >= 0 ? end : Text.Held.Length);
        }
        while (Text.Held.Length == 0 && await Text.MoreAsync(cancellationToken));
        _cut = kept + CutMark;
        return new(Encoding.UTF8.GetBytes(_cut), TooLong);
    }
}
