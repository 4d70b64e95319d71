using System.Text.Json.Nodes;
using ServerlessCdi.Cli;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Cli;

public sealed class MappingAPayload : IDisposable
{
    private readonly CliRun _cli = new() { Connectors = Catalog.All };

    public MappingAPayload()
    {
        _cli.Write("config/sources/shop.json", """
            {
              "key": "shop", "connector": "standard-webhooks", "secrets": ["shop-secret"], "region": "GB",
              "mapping": {
                "object": "contact", "id": "id", "occurredAt": "at",
                "fields": [
                  { "from": "mail", "to": "email", "identifier": "email" },
                  { "from": ["first", "last"], "join": " ", "to": "fullName" },
                  { "from": "tier", "to": "tier", "transforms": [{ "map": { "1": "gold" } }] },
                  { "from": "city", "to": "city" }
                ],
                "consents": [{ "from": "news", "purpose": "marketing", "channel": { "from": "by", "default": "email" } }],
                "drop": ["session_token"]
              }
            }
            """);
        _cli.Write("config/sources/store.json", """
            {
              "key": "store", "connector": "shopify", "secrets": ["store-secret"],
              "mapping": { "objects": { "contact": { "fields": [{ "from": "note", "to": "remark" }], "drop": ["tags"] } } }
            }
            """);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Every_value_is_shown_with_what_it_became_and_why()
    {
        _cli.Write("one.json", """{"id":"7","at":"2026-01-01T00:00:00Z","mail":"Ada@Example.com","first":"Ada","last":"King","tier":"1","city":" ","news":true,"by":"email","session_token":"s3","shoe":{"size":41}}""");
        Assert.Equal(ExitCodes.Done, await _cli.RunAsync("map", "shop", "one.json"));
        Assert.Matches("mail .* field .* email .* Ada@Example.com -> ada@example.com", _cli.Out);
        Assert.Matches("mail .* identifier .* email .* ada@example.com", _cli.Out);
        Assert.Matches("first or last .* field .* fullName .* Ada King", _cli.Out);
        Assert.Matches("tier .* field .* tier .* 1 -> gold", _cli.Out);
        Assert.Matches("city .* ignored .* it is blank, which says nothing", _cli.Out);
        Assert.Matches("news .* consent .* marketing/email .* granted", _cli.Out);
        Assert.Matches("by .* consent .* marketing/email .* what it is for and rests on", _cli.Out);
        Assert.Matches("session_token .* dropped .* the mapping drops it", _cli.Out);
        Assert.Matches("shoe.size .* not mapped .* 41 .* no entry of the mapping reads it", _cli.Out);
        Assert.Matches("Change .*: upsert of contact 7, 2026-01-01T00:00:00.000Z, 1 identifier, 3 fields, 1 consent.", _cli.Out);
        Assert.Empty(_cli.App.Calls);
    }

    [Fact]
    public async Task The_same_is_there_as_JSON()
    {
        _cli.Write("one.json", """{"id":"7","mail":"ada@example.com","shoe":41}""");
        Assert.Equal(ExitCodes.Done, await _cli.RunAsync("map", "shop", "one.json", "--json"));
        var report = JsonNode.Parse(_cli.Out);
        Assert.Equal("shoe", report?["items"]?[0]?["unread"]?[0]?["path"]?.GetValue<string>());
        Assert.Equal("ada@example.com", report?["changes"]?[0]?["fields"]?["email"]?.GetValue<string>());
    }

    [Fact]
    public async Task What_a_source_lays_over_its_vendors_table_shows()
    {
        _cli.Write("customer.json", """{"id":1,"email":"bob@biller.com","first_name":"Bob","note":"ice cream","tags":"vip","multipass_identifier":"t0k"}""");
        Assert.Equal(ExitCodes.Done, await _cli.RunAsync("map", "store", "customer.json", "--header", "X-Shopify-Topic=customers/update"));
        Assert.Matches("first_name .* field .* firstName .* Bob", _cli.Out);
        Assert.Matches("note .* field .* remark .* ice cream", _cli.Out);
        Assert.DoesNotMatch("field .* notes", _cli.Out);
        Assert.Matches("tags .* dropped", _cli.Out);
        Assert.Matches("multipass_identifier .* dropped", _cli.Out);
    }

    [Fact]
    public async Task What_would_wait_in_quarantine_says_why_and_fails()
    {
        _cli.Write("none.json", """[{"mail":"ada@example.com"},{"id":"8"}]""");
        Assert.Equal(ExitCodes.Failed, await _cli.RunAsync("map", "shop", "none.json"));
        Assert.Contains("Quarantined (unreadable): item 0: the record's id at id is missing or is no id.", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("upsert of contact 8", _cli.Out, StringComparison.Ordinal);
    }
}
