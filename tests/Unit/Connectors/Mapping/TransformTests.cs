using ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class TransformTests
{
    [Theory]
    [InlineData("\"trim\"", "\"  a b \"", "\"a b\"")]
    [InlineData("\"trim\"", "5", "5")]
    [InlineData("\"lower\"", "\"ÄB\"", "\"äb\"")]
    [InlineData("\"upper\"", "\"äb\"", "\"ÄB\"")]
    [InlineData("\"title\"", "\"ANN-MARIE o'neil\"", "\"Ann-Marie O'Neil\"")]
    [InlineData("\"title\"", "\"ann's d’arcy shop\"", "\"Ann's D’Arcy Shop\"")]
    [InlineData("\"digits\"", "\"AB-12 3\"", "\"123\"")]
    [InlineData("\"digits\"", "1.5", "\"15\"")]
    [InlineData("\"email\"", "\" Ann@Example.com\"", "\"ann@example.com\"")]
    [InlineData("\"email\"", "\"ann\"", "\"ann\"")]
    [InlineData("\"phone\"", "\"(020) 7946 0123\"", "\"+442079460123\"")]
    [InlineData("{\"phone\":\"DE\"}", "\"030 123456\"", "\"+4930123456\"")]
    [InlineData("\"phone\"", "\"ask\"", "\"ask\"")]
    [InlineData("\"number\"", "\"1,234.50\"", "1234.5")]
    [InlineData("\"number\"", "\" -7 \"", "-7")]
    [InlineData("\"number\"", "\"1,5\"", "\"1,5\"")]
    [InlineData("\"number\"", "\"12,345,67\"", "\"12,345,67\"")]
    [InlineData("\"number\"", "\"abc\"", "\"abc\"")]
    [InlineData("\"number\"", "3", "3")]
    [InlineData("{\"number\":\",\"}", "\"1.234,50\"", "1234.5")]
    [InlineData("{\"number\":\",\"}", "\"1 234,5\"", "1234.5")]
    [InlineData("{\"number\":\",\"}", "\"1.5\"", "\"1.5\"")]
    [InlineData("\"boolean\"", "\"Yes\"", "true")]
    [InlineData("\"boolean\"", "0", "false")]
    [InlineData("\"boolean\"", "true", "true")]
    [InlineData("\"boolean\"", "\"maybe\"", "\"maybe\"")]
    [InlineData("\"date\"", "\"1980-04-19\"", "\"1980-04-19\"")]
    [InlineData("\"date\"", "\"2026-01-02T05:00:00.25+02:00\"", "\"2026-01-02T03:00:00.25Z\"")]
    [InlineData("{\"date\":\"dd/MM/yyyy\"}", "\"19/04/1980\"", "\"1980-04-19\"")]
    [InlineData("{\"date\":\"dd.MM.yyyy HH:mm\"}", "\"19.04.1980 07:30\"", "\"1980-04-19T07:30:00Z\"")]
    [InlineData("{\"date\":\"unix-s\"}", "325036800", "\"1980-04-20T00:00:00Z\"")]
    [InlineData("{\"date\":\"dd/MM/yyyy\"}", "\"04/19/1980\"", "\"04/19/1980\"")]
    [InlineData("{\"constant\":\"b2b\"}", "\"x\"", "\"b2b\"")]
    [InlineData("{\"constant\":false}", "null", "false")]
    [InlineData("{\"default\":\"unknown\"}", "null", "\"unknown\"")]
    [InlineData("{\"default\":\"unknown\"}", "\"\"", "\"unknown\"")]
    [InlineData("{\"default\":\"unknown\"}", "\"x\"", "\"x\"")]
    [InlineData("{\"map\":{\"A\":\"gold\",\"*\":\"other\"}}", "\" a \"", "\"gold\"")]
    [InlineData("{\"map\":{\"A\":\"gold\",\"*\":\"other\"}}", "\"b\"", "\"other\"")]
    [InlineData("{\"map\":{\"1\":true,\"2\":5}}", "2", "5")]
    [InlineData("{\"map\":{\"A\":\"gold\"}}", "\"b\"", "\"b\"")]
    public void A_transform_changes_what_it_can_read_and_passes_the_rest(string transform, string value, string expected) =>
        Assert.Equal(expected, Apply(transform, $$""","v":{{value}}"""));

    [Fact]
    public void Transforms_follow_one_another_in_their_order()
    {
        Assert.Equal("\"Ann\"", Apply("\"trim\",\"lower\",\"title\"", ",\"v\":\" ANN \""));
        Assert.Equal("\"none\"", Apply("\"digits\",{\"default\":\"none\"}", ",\"v\":\"abc\""));
    }

    [Theory]
    [InlineData("{\"default\":1}", "1")]
    [InlineData("{\"constant\":1}", "1")]
    [InlineData("\"trim\"", null)]
    public void Only_a_default_or_a_constant_makes_something_of_nothing(string transform, string? expected) =>
        Assert.Equal(expected, Apply(transform, ""));

    [Fact]
    public void A_constant_needs_no_path()
    {
        const string Mapping = """{"object":"contact","id":"id","fields":[{"to":"segment","transforms":[{"constant":"b2b"}]}]}""";
        Assert.Equal("\"b2b\"", Sources.Read(Mapping, """{"id":1}""").Changes[0].Fields.Single().Value.Json);
    }

    private static string? Apply(string transforms, string member)
    {
        var mapping = $$"""{"object":"contact","id":"id","fields":[{"from":"v","to":"f","transforms":[{{transforms}}]}]}""";
        return Sources.Read(mapping, $$"""{"id":1{{member}}}""").Changes[0].Fields.Select(f => f.Value.Json).SingleOrDefault();
    }
}
