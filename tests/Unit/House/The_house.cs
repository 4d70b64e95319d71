using System.Text.RegularExpressions;
using System.Xml.Linq;
using ServerlessCdi.Tests.Unit.Connectors;

namespace ServerlessCdi.Tests.Unit.House;

/// <summary>What the reviewers of this house would otherwise have to look for in every change.</summary>
public sealed partial class The_house
{
    private const int MaxLines = 400;

    /// <summary>What each room may know of. The embedded runtime stands in for packages, so no room of the app names it.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["shared/Core"] = [],
        ["shared/Connectors"] = ["Core"],
        ["shared/Pipeline"] = ["Core", "Connectors"],
        ["shared/Storage"] = ["Core", "Pipeline"],
        ["functions"] = ["Core", "Connectors", "Pipeline", "Storage"],
    };

    private static readonly string[] Forbidden =
        ["Body", "Payload", "Header", "Headers", "Token", "Secret", "Email", "Phone", "Name", "FirstName", "LastName", "Value", "Identifier", "Url", "Key"];

    private static readonly string[] Rooms = ["functions", "shared", "embedded", "cli", "tests"];

    public static TheoryData<string> RoomNames { get; } = [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_references_only_rooms_further_in(string room)
    {
        var project = Directory.GetFiles(Path.Combine(Repository.Root, room), "*.csproj").Single();
        var references = XDocument.Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value).Split('.')[^1]);
        Assert.All(references, r => Assert.Contains(r, Allowed[room]));
    }

    [Fact]
    public void No_vendor_sees_another()
    {
        var folder = Path.Combine(Repository.Root, "shared", "Connectors");
        var vendors = Directory.GetDirectories(folder).Where(d => File.Exists(Path.Combine(d, "README.md"))).Select(Path.GetFileName).ToList();
        Assert.NotEmpty(vendors);
        var sightings = from vendor in vendors
                        from file in Directory.GetFiles(Path.Combine(folder, vendor!), "*.cs", SearchOption.AllDirectories)
                        let text = File.ReadAllText(file)
                        from other in vendors
                        where other != vendor && Regex.IsMatch(text, $@"\bConnectors\.{other}\b|\b{other}(Connector|Wire|Reader|Signature)\b")
                        select $"{Path.GetFileName(file)} names {other}";
        Assert.Empty(sightings);
    }

    [Fact]
    public void No_code_outside_the_switch_names_a_runtime()
    {
        var app = Sources().Where(f => !IsUnder(f, "embedded") && !IsUnder(f, "tests") && !IsUnder(f, "cli"));
        Assert.DoesNotContain(app, f => File.ReadAllText(f).Contains("ServerlessCdi.Embedded", StringComparison.Ordinal));
        Assert.DoesNotContain(Sources(), f => ConditionalCompilation().IsMatch(File.ReadAllText(f)));
    }

    [Fact]
    public void No_file_is_longer_than_anyone_reads() =>
        Assert.DoesNotContain(Sources().Select(f => (File: Relative(f), Lines: File.ReadLines(f).Count())), f => f.Lines > MaxLines);

    [Fact]
    public void No_log_template_has_a_place_for_personal_data_or_secrets()
    {
        var templates = from file in Sources()
                        from Match message in LogMessage().Matches(File.ReadAllText(file))
                        from Match place in Placeholder().Matches(message.Value)
                        select (File: Relative(file), Place: place.Groups[1].Value);
        Assert.NotEmpty(templates);
        Assert.DoesNotContain(templates, t => Forbidden.Contains(t.Place, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_event_id_is_used_twice()
    {
        var ids = Sources().Where(f => IsUnder(f, "shared") || IsUnder(f, "functions"))
            .SelectMany(f => LogMessage().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));
        Assert.DoesNotContain(ids.GroupBy(i => i), g => g.Count() > 1);
    }

    [Fact]
    public void Nothing_is_left_unfinished() =>
        Assert.DoesNotContain(Sources(), f => Path.GetFileName(f) != "The_house.cs" && Unfinished().IsMatch(File.ReadAllText(f)));

    private static IEnumerable<string> Sources() => Rooms
        .SelectMany(r => Directory.EnumerateFiles(Path.Combine(Repository.Root, r), "*.cs", SearchOption.AllDirectories))
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static bool IsUnder(string file, string room) => Relative(file).StartsWith(room + "/", StringComparison.Ordinal);

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId\s*=\s*)?(\d+).*?\)\]", RegexOptions.Singleline)]
    private static partial Regex LogMessage();

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|Skip\s*=\s*""|\[Ignore")]
    private static partial Regex Unfinished();
}
