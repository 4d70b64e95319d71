using System.Text;

namespace ServerlessCdi.Tests.Unit.Connectors.Platforms;

/// <summary>A page of docs/connectors/platforms: its source file, its payloads, and what it says comes of each.</summary>
internal sealed class RecipePage
{
    private const string SourceHeading = "## The source";
    private const string PayloadHeading = "## What it sends";
    private const string ResultHeading = "## What comes out";
    private const string Opening = "```json";
    private const string Closing = "```";

    private readonly string _file;
    private readonly string[] _lines;
    private readonly List<(string Heading, Range Lines)> _blocks = [];

    private RecipePage(string file)
    {
        _file = file;
        _lines = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var heading = "";
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                heading = _lines[i];
            }
            else if (_lines[i] == Opening)
            {
                var end = Array.IndexOf(_lines, Closing, i);
                _blocks.Add((heading, (i + 1)..end));
                i = end;
            }
        }
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "connectors", "platforms");

    /// <summary>The recipes' names: <c>zapier</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "README").Order(StringComparer.Ordinal)];

    public string Source => Assert.Single(Blocks(SourceHeading));

    public IReadOnlyList<string> Payloads => Blocks(PayloadHeading);

    public static RecipePage Read(string name) => new(Path.Combine(Folder, $"{name}.md"));

    /// <summary>Compares what came of the payloads with what the page says, or writes it there (<c>CDI_APPROVE=1</c>).</summary>
    public void Check(IReadOnlyList<string> results)
    {
        var places = _blocks.Where(block => block.Heading == ResultHeading).ToList();
        Assert.Equal(Payloads.Count, places.Count);
        var text = new StringBuilder();
        var next = 0;
        foreach (var (place, result) in places.Zip(results))
        {
            text.AppendJoin('\n', _lines[next..place.Lines.Start.Value]).Append('\n').Append(result.TrimEnd()).Append('\n');
            next = place.Lines.End.Value;
        }

        text.AppendJoin('\n', _lines[next..]);
        Approved.Check(_file, text.ToString());
    }

    private List<string> Blocks(string heading) =>
        [.. _blocks.Where(block => block.Heading == heading).Select(block => string.Join('\n', _lines[block.Lines]))];
}
