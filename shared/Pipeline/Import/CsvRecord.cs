namespace ServerlessCdi.Pipeline.Import;

internal enum CsvScan
{
    Complete,

    /// <summary>The record goes on behind the text.</summary>
    More,

    /// <summary>A quote is not closed, or text follows a closing quote.</summary>
    Torn,
}

/// <summary>Where one value of a record stands.</summary>
/// <param name="Doubled">It holds quotes, written twice.</param>
internal readonly record struct CsvField(int Start, int Length, bool Doubled);

/// <summary>
/// Finds the record at the beginning of a text by RFC 4180. A quote means something only where a value begins, so that
/// <c>5" pipe</c> is a value. Records end in LF, CRLF or CR.
/// </summary>
internal sealed class CsvRecord(char delimiter)
{
    private readonly List<CsvField> _fields = [];

    public IReadOnlyList<CsvField> Fields => _fields;

    /// <summary>Characters of the record without its end.</summary>
    public int Length { get; private set; }

    /// <summary>Characters of the record with its end.</summary>
    public int Taken { get; private set; }

    /// <param name="ended">Nothing follows the text.</param>
    public CsvScan Scan(ReadOnlySpan<char> text, bool ended)
    {
        _fields.Clear();
        var at = 0;
        while (true)
        {
            var scan = at < text.Length && text[at] == '"' ? Quoted(text, ended, ref at) : Plain(text, ended, ref at);
            if (scan != CsvScan.Complete)
            {
                return scan;
            }

            if (at == text.Length || text[at] != delimiter)
            {
                return End(text, ended, at);
            }

            at++;
        }
    }

    /// <summary>How many characters the end of a line has at this place; 0 where it may go on behind the text.</summary>
    public static int LineEnd(ReadOnlySpan<char> text, bool ended, int at)
    {
        if (text[at] == '\n')
        {
            return 1;
        }

        if (at + 1 < text.Length)
        {
            return text[at + 1] == '\n' ? 2 : 1;
        }

        return ended ? 1 : 0;
    }

    private CsvScan Plain(ReadOnlySpan<char> text, bool ended, ref int at)
    {
        var length = text[at..].IndexOfAny(delimiter, '\n', '\r');
        if (length < 0 && !ended)
        {
            return CsvScan.More;
        }

        length = length < 0 ? text.Length - at : length;
        _fields.Add(new(at, length, false));
        at += length;
        return CsvScan.Complete;
    }

    private CsvScan Quoted(ReadOnlySpan<char> text, bool ended, ref int at)
    {
        var start = at + 1;
        var doubled = false;
        for (var from = start; ; doubled = true)
        {
            var quote = text[from..].IndexOf('"');
            if (quote < 0)
            {
                return ended ? CsvScan.Torn : CsvScan.More;
            }

            at = from + quote + 1;
            if (at == text.Length && !ended)
            {
                return CsvScan.More;
            }

            if (at == text.Length || text[at] != '"')
            {
                break;
            }

            from = at + 1;
        }

        _fields.Add(new(start, at - 1 - start, doubled));
        return at == text.Length || text[at] == delimiter || text[at] is '\n' or '\r' ? CsvScan.Complete : CsvScan.Torn;
    }

    private CsvScan End(ReadOnlySpan<char> text, bool ended, int at)
    {
        var end = at == text.Length ? 0 : LineEnd(text, ended, at);
        if (end == 0 && at < text.Length)
        {
            return CsvScan.More;
        }

        Length = at;
        Taken = at + end;
        return CsvScan.Complete;
    }
}
