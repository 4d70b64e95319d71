using System.Net;
using System.Text.Json;

namespace ServerlessCdi.Tests.Cli;

public sealed class LookingAtTheSources : IDisposable
{
    private readonly CliRun _cli = new();

    public LookingAtTheSources() => _cli.App
        .On("GET /api/sources", HttpStatusCode.OK, """
            {"sources":[
            {"source":"shop","connector":"standard-webhooks","url":"https://a.example/hooks/shop","enabled":true,"contract":{"version":3,"mode":"Enforce","objects":["contact"]},"lastReceived":"t9","received":7,"changes":6,"ignored":0,"rejected":1,"drift":2},
            {"source":"old","connector":"hubspot","url":"https://a.example/hooks/old","enabled":false,"received":0,"changes":0,"ignored":0,"rejected":0,"drift":0}]}
            """)
        .On("GET /api/sources/shop/drift", HttpStatusCode.OK, """
            {"drift":[{"id":"ab12","kind":"TypeChanged","object":"contact","path":"age","declared":"integer","seen":"text","count":5,"firstSeen":"t1","lastSeen":"t2","contractVersion":3},
            {"id":"cd34","kind":"UnknownValue","object":"contact","path":"tier","value":"platinum","count":1,"firstSeen":"t3","lastSeen":"t3","contractVersion":3}]}
            """);

    [Fact]
    public async Task Each_is_a_line_with_its_contract_and_what_it_sent()
    {
        Assert.Equal(0, await _cli.RunAsync("sources"));

        Assert.Matches(@"shop\s+│ standard-webhooks\s+│ https://a.example/hooks/shop\s+│ 3, enforce\s+│ t9\s+│ 7\s+│ 6\s+│ 1\s+│ 2 ", _cli.Out);
        Assert.Matches(@"old\s+│ hubspot \(disabled\)\s+│ .*│ none ", _cli.Out);
    }

    [Fact]
    public async Task Drift_is_told_in_words()
    {
        Assert.Equal(0, await _cli.RunAsync("drift", "shop"));

        Assert.Matches(@"ab12\s+│ contact\s+│ age\s+│ text, not integer\s+│ 5 ", _cli.Out);
        Assert.Matches(@"cd34\s+│ contact\s+│ tier\s+│ unknown value platinum\s+│ 1 ", _cli.Out);
    }

    [Fact]
    public async Task Without_drift_that_is_said()
    {
        _cli.App.On("GET /api/sources/old/drift", HttpStatusCode.OK, """{"drift":[]}""");

        Assert.Equal(0, await _cli.RunAsync("drift", "old"));
        Assert.Contains("keeps its contract", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_the_answer_is_passed_on()
    {
        Assert.Equal(0, await _cli.RunAsync("drift", "shop", "--json"));
        Assert.Equal("ab12", JsonElement.Parse(_cli.Out).GetProperty("drift")[0].GetProperty("id").GetString());
        Assert.Equal(0, await _cli.RunAsync("sources", "--json"));
        Assert.Equal("shop", JsonElement.Parse(_cli.Out).GetProperty("sources")[0].GetProperty("source").GetString());
    }

    [Fact]
    public async Task An_entry_is_acknowledged_by_its_id_and_one_that_is_not_there_has_an_exit_code_of_its_own()
    {
        _cli.App.On("DELETE /api/sources/shop/drift/ab12", HttpStatusCode.NoContent, "")
            .On("DELETE /api/sources/shop/drift/no", HttpStatusCode.NotFound, """{"title":"There is no such drift","detail":"It was acknowledged already, or the id is not right."}""");

        Assert.Equal(0, await _cli.RunAsync("drift", "shop", "--acknowledge", "ab12"));
        Assert.Equal("Acknowledged ab12.", _cli.Out.TrimEnd());
        Assert.Equal(3, await _cli.RunAsync("drift", "shop", "--acknowledge", "no"));
    }

    public void Dispose() => _cli.Dispose();
}
