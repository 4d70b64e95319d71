using System.Text;
using Spectre.Console;

namespace ServerlessCdi.Cli;

/// <summary>Text from outside on its way to a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Without control characters: what a vendor put into a name must not steer the reader's terminal.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(IsUnwanted))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            plain.Append(IsUnwanted(c) ? '\uFFFD' : c);
        }

        return plain.ToString();
    }

    /// <summary>A cell that shows the text as it is, without control characters and without reading it as markup.</summary>
    public static Text Cell(string? text) => new(Plain(text ?? ""));

    // U+200E.. and U+202A.. turn the direction of what follows.
    private static bool IsUnwanted(char c) =>
        (char.IsControl(c) && c != '\n') || c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
