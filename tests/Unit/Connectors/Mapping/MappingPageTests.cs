using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

/// <summary>Runs every row of the tables in docs/mapping.md.</summary>
public sealed partial class MappingPageTests
{
    public static TheoryData<string, string, string> TransformRows { get; } = Rows("transform");

    public static TheoryData<string, string, string> CheckRows { get; } = Rows("check");

    [Theory]
    [MemberData(nameof(TransformRows))]
    public void A_transform_does_what_the_page_says(string value, string transform, string expected)
    {
        var errors = new ConfigErrors();
        var config = new ConfigObject(JsonElement.Parse($$"""{"transforms":[{{transform}}]}"""), "$", errors);
        var bound = Assert.Single(Transforms.Bind(config, "GB", errors));

        var result = bound(MappedValue.Of(JsonElement.Parse(value)));

        if (expected == "nothing")
        {
            Assert.True(result.IsBlank);
            return;
        }

        Assert.Equal(FieldValue.FromJson(JsonElement.Parse(expected)).Json, result.ToField().Json);
    }

    [Theory]
    [MemberData(nameof(CheckRows))]
    public void A_check_says_what_the_page_says(string value, string check, string expected)
    {
        var errors = new ConfigErrors();
        var bound = FieldCheck.Bind(new(JsonElement.Parse($$"""{"check":{{check}}}"""), "$", errors), errors, "GB");

        Assert.Empty(errors.All);
        Assert.Equal(expected == "fine" ? null : expected, bound!.Mistake(MappedValue.Of(JsonElement.Parse(value))));
    }

    [Fact]
    public void The_page_shows_every_transform_and_every_member_of_a_check()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", "schemas", "mapping.schema.json")));
        var definitions = schema.RootElement.GetProperty("$defs");
        var forms = definitions.GetProperty("transform").GetProperty("oneOf");
        var transforms = forms[0].GetProperty("enum").EnumerateArray().Select(e => e.GetString()!).Union(forms[1].GetProperty("properties").EnumerateObject().Select(p => p.Name));
        var checks = definitions.GetProperty("check").GetProperty("properties");
        var types = checks.GetProperty("type").GetProperty("enum").EnumerateArray().Select(e => e.GetString()!);

        Assert.All(transforms, name => Assert.Contains(TransformRows, row => ((string)row[1]).Contains($"\"{name}\"", StringComparison.Ordinal)));
        Assert.All(checks.EnumerateObject().Select(p => p.Name).Where(n => n != "otherwise").Concat(types),
            name => Assert.Contains(CheckRows, row => ((string)row[1]).Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    /// <summary>The rows of the tables whose second column has this heading.</summary>
    private static TheoryData<string, string, string> Rows(string heading)
    {
        var rows = new TheoryData<string, string, string>();
        var isWanted = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "mapping.md")))
        {
            var row = Row().Match(line);
            if (row.Success && isWanted)
            {
                rows.Add(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value.Trim('`'));
            }
            else if (line.StartsWith("| value |", StringComparison.Ordinal))
            {
                isWanted = line.Contains($"| {heading} |", StringComparison.Ordinal);
            }
        }

        return rows;
    }

    [GeneratedRegex(@"^\| `(.+?)` \| `(.+?)` \| (.+?) \|$")]
    private static partial Regex Row();
}
