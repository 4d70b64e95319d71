namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>A number that an authority gave to one person, in capitals and digits.</summary>
/// <param name="Last">The last four characters.</param>
/// <param name="IsPartial">Only the last four are known: the rest was masked or left out.</param>
internal sealed record NationalNumber(string Text, string Last, bool IsPartial)
{
    private const int Tail = 4;

    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "987654321", "0123456789", "78051120", "78051120",
    };

    public static NationalNumber? Of(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw) || TextFold.Fold(raw).Length == 0)
        {
            return null;
        }

        var masked = raw.AsSpan().ContainsAny('*', '#') || raw.Contains("XXX", StringComparison.OrdinalIgnoreCase);
        var text = string.Concat(raw.Where(c => char.IsAsciiLetterOrDigit(c) && !(masked && c is 'x' or 'X'))).ToUpperInvariant();
        var bare = text.TrimStart('0');
        if (bare.Length < 2 || !bare.AsSpan().ContainsAnyExcept(bare[0]) || Placeholders.Contains(text))
        {
            return null;
        }

        if (masked || text.Length <= Tail)
        {
            return text.Length >= Tail ? new(text[^Tail..], text[^Tail..], true) : null;
        }

        return new(bare, text[^Tail..], false);
    }
}
