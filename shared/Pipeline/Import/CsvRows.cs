using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>Records with a header. Each becomes <c>{header: text}</c>.</summary>
internal sealed class CsvRows : RowReader
{
    private const string Torn = "a quote is opened and not closed, or text follows a closing quote";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly CsvRecord _record;
    private readonly JsonEncodedText[] _members;
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private CsvRows(RowText text, CsvRecord record, IReadOnlyList<string> columns, string header) : base(text)
    {
        _record = record;
        _members = [.. columns.Select(c => JsonEncodedText.Encode(c, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        Columns = columns;
        Header = header;
    }

    public override IReadOnlyList<string> Columns { get; }

    public static async Task<CsvRows> OpenAsync(RowText text, RowFormat format, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (text.Held.Length > 0 && text.Held[0] is '\n' or '\r')
            {
                text.Take(1);
            }

            if (text.Held.Length > 0)
            {
                var record = new CsvRecord(format.Delimiter ?? CsvHeader.Sniff(text.Held));
                switch (record.Scan(text.Held, text.Ended))
                {
                    case CsvScan.Complete:
                        return Open(text, record, format);
                    case CsvScan.Torn:
                        throw new ImportFormatException($"The header cannot be read: {Torn}.");
                    default:
                        break;
                }
            }

            if (text.Held.Length > RowFormat.MaxRowChars || !await text.MoreAsync(cancellationToken))
            {
                throw new ImportFormatException(text.Held.Length == 0 ? "The file is empty: a CSV file begins with its header." : "The header has no end.");
            }
        }
    }

    private protected override ImportRow? TryRead(ReadOnlySpan<char> text, bool ended)
    {
        var scan = _record.Scan(text, ended);
        if (scan == CsvScan.Torn || (scan == CsvScan.Complete ? _record.Length > RowFormat.MaxRowChars : text.Length > RowFormat.MaxRowChars + 1))
        {
            // A quote that is never closed would swallow the rest of the file: its line alone is given up.
            return text[..Math.Min(text.Length, RowFormat.MaxRowChars)].IndexOfAny('\r', '\n') >= 0 || text.Length <= RowFormat.MaxRowChars
                ? WrongLine(text, ended, Torn)
                : null;
        }

        return scan == CsvScan.More ? null : Complete(text);
    }

    private static CsvRows Open(RowText text, CsvRecord record, RowFormat format)
    {
        var cells = new List<string>();
        foreach (var field in record.Fields)
        {
            cells.Add(Value(text.Held, field).ToString());
        }

        var columns = CsvHeader.Names(cells, format.Rename);
        var header = text.Held[..record.Length].ToString();
        text.Take(record.Taken);
        return new(text, record, columns, header);
    }

    private ImportRow Complete(ReadOnlySpan<char> text)
    {
        if (Fault(text[.._record.Length]) is { } wrong)
        {
            return WrongRow(wrong, _record.Length, _record.Taken);
        }

        if (_record.Fields.Count != _members.Length)
        {
            return WrongRow($"the row has {_record.Fields.Count} values where the header has {_members.Length}", _record.Length, _record.Taken);
        }

        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Compact);
        json.WriteStartObject();
        for (var i = 0; i < _members.Length; i++)
        {
            json.WriteString(_members[i], Value(text, _record.Fields[i]));
        }

        json.WriteEndObject();
        json.Flush();
        return Row(_buffer.WrittenSpan.ToArray(), _record.Length, _record.Taken);
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> text, CsvField field)
    {
        var value = text.Slice(field.Start, field.Length);
        return field.Doubled ? value.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : value;
    }
}
