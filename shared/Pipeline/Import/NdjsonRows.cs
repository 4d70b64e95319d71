using System.Text;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>One JSON object a line. What is in it is the mapping's to judge.</summary>
internal sealed class NdjsonRows(RowText text) : RowReader(text)
{
    public override IReadOnlyList<string> Columns => [];

    private protected override ImportRow? TryRead(ReadOnlySpan<char> text, bool ended)
    {
        var length = text.IndexOfAny('\r', '\n');
        if (length < 0 && !ended)
        {
            return null;
        }

        length = length < 0 ? text.Length : length;
        if (length > RowFormat.MaxRowChars)
        {
            return null;
        }

        if (Fault(text[..length]) is { } wrong)
        {
            return WrongRow(wrong, length, length);
        }

        var content = new byte[Encoding.UTF8.GetByteCount(text[..length])];
        Encoding.UTF8.GetBytes(text[..length], content);
        return Row(content, length, length);
    }
}
