namespace ServerlessCdi.Cli;

/// <summary>Lines of CSV (RFC 4180).</summary>
internal static class CsvText
{
    public static string Line(params IEnumerable<string> values) => string.Join(',', values.Select(Quote));

    public static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
