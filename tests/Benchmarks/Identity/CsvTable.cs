using System.Text;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>A small CSV file, read whole.</summary>
internal sealed record CsvTable(IReadOnlyList<string> Header, IReadOnlyList<Dictionary<string, string?>> Rows)
{
    public static CsvTable Read(string path)
    {
        var lines = Records(File.ReadAllText(path)).ToList();
        var header = lines[0];
        return new(header, [.. lines.Skip(1).Select(l => Row(header, l))]);
    }

    private static Dictionary<string, string?> Row(List<string> header, List<string> cells)
    {
        var row = new Dictionary<string, string?>(header.Count);
        for (var i = 0; i < header.Count && i < cells.Count; i++)
        {
            row[header[i]] = cells[i].Length == 0 ? null : cells[i];
        }

        return row;
    }

    private static IEnumerable<List<string>> Records(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[i++]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return cells;
                    cells = [];
                }
            }
            else if (quoted || c != '\r')
            {
                cell.Append(c);
            }
        }

        if (cells.Count > 0 || cell.Length > 0)
        {
            cells.Add(cell.ToString());
            yield return cells;
        }
    }
}
