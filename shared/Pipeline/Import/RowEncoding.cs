using System.Text;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>The encodings that exports come in.</summary>
public static class RowEncoding
{
    public static IReadOnlyList<string> Names { get; } = ["utf-8", "utf-16", "utf-16be", "windows-1252", "latin1"];

    /// <summary>The encoding of a name, or null where the name is not one of <see cref="Names"/>.</summary>
    public static Encoding? Find(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        "UTF-16" or "UTF-16LE" => Encoding.Unicode,
        "UTF-16BE" => Encoding.BigEndianUnicode,
        "WINDOWS-1252" or "CP1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        "LATIN1" or "ISO-8859-1" => Encoding.Latin1,
        _ => null,
    };

    /// <summary>What the first bytes say, and how many of them are the byte order mark. A mark wins over what was stated.</summary>
    internal static (Encoding Encoding, int Mark) Of(ReadOnlySpan<byte> first, string? stated) => first switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Find("utf-8")!, 3), // a name of the list
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (stated is null ? Find("utf-8")! : Find(stated) ?? throw new ImportFormatException($"The encoding must be one of {string.Join(", ", Names)}."), 0),
    };
}
