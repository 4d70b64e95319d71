using System.Text.Json;
using ServerlessCdi.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Cli;

public sealed class ContractsAndMappings : IDisposable
{
    private const string Mapping = """
        {"items":"data","object":"contact","id":"id","drop":["secretNote"],
        "fields":[{"from":"email","to":"email","identifier":"email"},{"from":"address.city","to":"city","transforms":["trim"]},{"from":"emails[primary=true].value","to":"other"}]}
        """;

    private readonly CliRun _cli = new() { Connectors = [new StandardWebhooksConnector()] };

    [Fact]
    public async Task A_mapping_that_is_complete_has_nothing_to_say()
    {
        Write(Fields());

        Assert.Equal(0, await _cli.RunAsync("config", "check", "--strict"));
        Assert.EndsWith("no errors.", _cli.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_nobody_decided_about_is_a_warning_and_strictly_an_error()
    {
        Write(Fields(""","shoe":{"type":"number"},"note":{"type":"text","unused":true}"""));

        Assert.Equal(0, await _cli.RunAsync("config", "check"));
        Assert.Contains("warning: sources/shop.json $.contract.objects.contact.fields['shoe']: is in the contract and not in the mapping", _cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("'note'", _cli.Out, StringComparison.Ordinal);
        Assert.EndsWith("no errors, 1 warning.", _cli.Out.TrimEnd(), StringComparison.Ordinal);

        Assert.Equal(1, await _cli.RunAsync("config", "check", "--strict"));
        Assert.Equal(0, await _cli.RunAsync("config", "check", "--json"));
        Assert.Equal("sources/shop.json", JsonElement.Parse(_cli.Out).GetProperty("warnings")[0].GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("\"email\"", "\"mail\"", "$.mapping: reads email, which is not in the contract of contact")]
    [InlineData("\"required\":true", "\"required\":false", "$.contract.objects.contact.fields['id']: is the record's id")]
    [InlineData("\"address.city\":{\"type\":\"text\"}", "\"address.city\":{\"type\":\"number\"}", "$.mapping.fields[1]: trim can do nothing with address.city, which is number by the contract")]
    [InlineData("\"email\":{\"type\":\"text\"}", "\"email\":{\"type\":\"boolean\"}", "$.mapping.fields[0]: the identifier email can do nothing with email, which is boolean by the contract")]
    public async Task What_cannot_be_right_is_an_error(string right, string wrong, string mistake)
    {
        Write(Fields().Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal(1, await _cli.RunAsync("config", "check"));
        Assert.Contains($"sources/shop.json {mistake}", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_is_not_looked_into_holds_whatever_is_read_of_it()
    {
        Write(Fields().Replace("\"address.city\":{\"type\":\"text\"}", "\"address\":{\"type\":\"object\"}", StringComparison.Ordinal));

        Assert.Equal(0, await _cli.RunAsync("config", "check", "--strict"));
    }

    [Fact]
    public async Task A_draft_is_made_of_payloads_and_names_no_value()
    {
        Write(Fields());
        _cli.Write("one.json", """{"data":[{"id":1,"email":"ada@example.com","when":"2026-01-02T03:04:05Z","address":{"city":"York"},"tags":["vip"],"orders":[{"sku":"x","n":1}],"ada@example.com":1,"x":null}]}""");
        _cli.Write("two.json", """{"data":[{"id":2,"email":"","when":"2026-01-03","address":{"city":"Hull"},"score":1.5,"orders":[{"sku":"y","n":2.5}],"x":"a"}]}""");

        Assert.Equal(0, await _cli.RunAsync("contract", "infer", "shop", "one.json", "two.json"));

        var contract = JsonElement.Parse(_cli.Out).GetProperty("contract");
        Assert.Equal(1, contract.GetProperty("version").GetInt32());
        var fields = contract.GetProperty("objects").GetProperty("contact").GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
        Assert.Equal("""{"type":"integer","required":true}""", fields["id"]);
        Assert.Equal("""{"type":"text","format":"email","required":true}""", fields["email"]);
        Assert.Equal("""{"type":"time","required":true}""", fields["when"]);
        Assert.Equal("""{"type":"text","required":true}""", fields["address.city"]);
        Assert.Equal("""{"type":"list"}""", fields["tags"]);
        Assert.Equal("""{"type":"number"}""", fields["orders[].n"]);
        Assert.Equal("""{"type":"number"}""", fields["score"]);
        Assert.DoesNotContain("ada", _cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("York", _cli.Out, StringComparison.Ordinal);
    }

    private static string Fields(string more = "") => $$"""
        {"id":{"type":"integer","required":true},"email":{"type":"text"},"address.city":{"type":"text"},"emails[].value":{"type":"text"},"secretNote":{"type":"text"}{{more}}}
        """;

    private void Write(string fields) => _cli.Write("config/sources/shop.json", $$$"""
        {"key":"shop","connector":"standard-webhooks","secrets":["s"],"mapping":{{{Mapping}}},"contract":{"version":1,"objects":{"contact":{"fields":{{{fields}}} } } } }
        """);

    public void Dispose() => _cli.Dispose();
}
