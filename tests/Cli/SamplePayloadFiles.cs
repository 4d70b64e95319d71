using System.Text.Json;
using ServerlessCdi.Cli;
using ServerlessCdi.Cli.Sending;

namespace ServerlessCdi.Tests.Cli;

public sealed class SamplePayloadFiles
{
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_sample_is_json_before_and_after_its_placeholders_are_filled(string file)
    {
        var template = File.ReadAllText(Path.Combine(Folder, file));
        using var before = JsonDocument.Parse(template);

        var filled = SampleTemplate.Fill(template, Now);

        using var after = JsonDocument.Parse(filled);
        Assert.DoesNotContain("{{", filled, StringComparison.Ordinal);
        Assert.Equal(before.RootElement.ValueKind, after.RootElement.ValueKind);
    }

    [Theory]
    [InlineData("""{"t":"{{now}}"}""", """{"t":"2026-05-06T07:08:09.123Z"}""")]
    [InlineData("""{"t":"{{now-ms}}"}""", """{"t":1778051289123}""")]
    [InlineData("""{"t":"at {{now-s}}."}""", """{"t":"at 1778051289."}""")]
    public void Times_are_filled_in_the_form_that_is_asked_for(string template, string filled) =>
        Assert.Equal(filled, SampleTemplate.Fill(template, Now));

    [Fact]
    public void Ids_differ_at_each_place()
    {
        var parts = SampleTemplate.Fill("{{uuid}} {{uuid}} {{number}} {{number}}", Now).Split(' ');

        Assert.Equal(4, parts.Distinct().Count());
        Assert.All(parts[2..], number => Assert.Matches("^[1-9][0-9]{8}$", number));
    }

    [Fact]
    public void An_unknown_placeholder_is_named()
    {
        var refused = Assert.Throws<CliFailure>(() => SampleTemplate.Fill("{{later}}", Now));

        Assert.Contains("{{later}}", refused.Message, StringComparison.Ordinal);
    }
}
