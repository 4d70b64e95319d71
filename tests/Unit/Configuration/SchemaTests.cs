using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Tests.Unit.Configuration;

public sealed class SchemaTests
{
    private const string Source = """{"key":"a","connector":"inbox","secrets":["s"]""";
    private const string Destination = """{"key":"a","connector":"outbox","consent":"not-required","fields":["email"]""";

    /// <summary>Whole files, of which the first of each kind is right; the others each have one mistake.</summary>
    private static readonly (string Schema, string Json)[] Right =
    [
        ("source", Source + "}"),
        ("source", Source + ""","$schema":"x","system":"shop-1","enabled":false,"region":"GB","publicUrl":"https://example.com:8443/a?b=c","options":{"window":3}}"""),
        ("source", Source + ""","contract":{"version":1,"objects":{}}}"""),
        ("source", Source + ""","authority":{"contact":{"*":"write","email":"owner","a b":"append","x":"none"},"deal":{}}}"""),
        ("source", Source + ""","contract":{"version":2,"mode":"enforce","objects":{"contact":{"open":true,"fields":{"a.b":{"type":"text","format":"email","required":true,"values":["x",1,true],"public":true},"t":{"type":"time","format":"dd/MM/yyyy","nullable":false}}}}}}"""),
        ("destination", Destination + "}"),
        ("destination", Destination + ""","sensitiveFields":["email"]}"""),
        ("destination", Destination + ""","secrets":[],"identifiers":["email","external:a:contact"],"rate":{"limit":1},"concurrency":64,"shards":16.0}"""),
        ("destination", """{"key":"a","connector":"outbox","consent":{"purpose":"p","channel":"c"},"fields":["a b"]}"""),
        ("policy", "{}"),
        ("policy", """{"identity":{"matching":{}}}"""),
        ("policy", """{"identity":{"matching":{"region":"GB","fields":{"taxId":"nationalId","city":"ignore"},"auto":4.5,"bridge":9,"review":-1,"mergesAnHour":1,"candidates":100,"postingCap":1000}}}"""),
        ("policy", """{"identity":{"blocked":{"*":["x"],"email":[]},"limits":{"phone":10000}},"survivorship":{"priority":[],"fields":{"x":[]}}}"""),
    ];

    private static readonly (string Schema, string Json)[] Wrong =
    [
        ("source", """{"connector":"inbox","secrets":["s"]}"""),
        ("source", """{"key":"A","connector":"inbox","secrets":["s"]}"""),
        ("source", """{"key":"a","secrets":["s"]}"""),
        ("source", """{"key":"a","connector":"","secrets":["s"]}"""),
        ("source", """{"key":"a","connector":"inbox"}"""),
        ("source", """{"key":"a","connector":"inbox","secrets":[]}"""),
        ("source", """{"key":"a","connector":"inbox","secrets":["s","s"]}"""),
        ("source", """{"key":"a","connector":"inbox","secrets":["whsec_abc"]}"""),
        ("source", Source + ""","system":"The Shop"}"""),
        ("source", Source + ""","enabled":1}"""),
        ("source", Source + ""","region":"uk"}"""),
        ("source", Source + ""","region":null}"""),
        ("source", Source + ""","publicUrl":"/hooks/a"}"""),
        ("source", Source + ""","publicUrl":"https://u:p@example.com/"}"""),
        ("source", Source + ""","options":[]}"""),
        ("source", Source + ""","mapping":"contact"}"""),
        ("source", Source + ""","fields":["email"]}"""),
        ("source", Source + ""","contract":[]}"""),
        ("source", Source + ""","authority":{"contact":"owner"}}"""),
        ("source", Source + ""","authority":{"Contact":{}}}"""),
        ("source", Source + ""","authority":{"contact":{" email":"owner"}}}"""),
        ("source", Source + ""","authority":{"contact":{"email":"read"}}}"""),
        ("source", Source + ""","authority":{"contact":{"email":true}}}"""),
        ("source", Source + ""","contract":{"objects":{}}}"""),
        ("source", Source + ""","contract":{"version":1,"mode":"strict","objects":{}}}"""),
        ("source", Source + ""","contract":{"version":1,"objects":{"A contact":{"fields":{}}}}}"""),
        ("source", Source + ""","contract":{"version":1,"objects":{"contact":{}}}}"""),
        ("source", Source + ""","contract":{"version":1,"objects":{"contact":{"fields":{"a":{"format":"email"}}}}}}"""),
        ("source", Source + ""","contract":{"version":1,"objects":{"contact":{"fields":{"a":{"type":"text","format":"iso"}}}}}}"""),
        ("source", Source + ""","contract":{"version":1,"objects":{"contact":{"fields":{"a":{"type":"number","format":"email"}}}}}}"""),
        ("source", Source + ""","contract":{"version":1,"objects":{"contact":{"fields":{"a":{"type":"list","values":["x"]}}}}}}"""),
        ("destination", """{"key":"a","connector":"outbox","fields":["email"]}"""),
        ("destination", """{"key":"a","connector":"outbox","consent":"none","fields":["email"]}"""),
        ("destination", """{"key":"a","connector":"outbox","consent":{"purpose":"p"},"fields":["email"]}"""),
        ("destination", """{"key":"a","connector":"outbox","consent":{"purpose":"p","channel":"c","basis":"b"},"fields":["email"]}"""),
        ("destination", """{"key":"a","connector":"outbox","consent":"not-required"}"""),
        ("destination", """{"key":"a","connector":"outbox","consent":"not-required","fields":["*"]}"""),
        ("destination", """{"key":"a","connector":"outbox","consent":"not-required","fields":[" email"]}"""),
        ("destination", Destination + ""","sensitiveFields":"email"}"""),
        ("destination", Destination + ""","sensitiveFields":["*"]}"""),
        ("destination", Destination + ""","identifiers":["external:a"]}"""),
        ("destination", Destination + ""","rate":{"perSeconds":1}}"""),
        ("destination", Destination + ""","rate":{"limit":0}}"""),
        ("destination", Destination + ""","concurrency":65}"""),
        ("destination", Destination + ""","shards":1.5}"""),
        ("destination", Destination + ""","mapping":{}}"""),
        ("policy", "[]"),
        ("policy", """{"identity":{"limits":{"*":1}}}"""),
        ("policy", """{"identity":{"limits":{"email":"5"}}}"""),
        ("policy", """{"identity":{"matching":true}}"""),
        ("policy", """{"identity":{"matching":{"model":""}}}"""),
        ("policy", """{"identity":{"matching":{"region":"uk"}}}"""),
        ("policy", """{"identity":{"matching":{"fields":{"city":"town"}}}}"""),
        ("policy", """{"identity":{"matching":{"auto":"4"}}}"""),
        ("policy", """{"identity":{"matching":{"review":-300}}}"""),
        ("policy", """{"identity":{"matching":{"mergesAnHour":0}}}"""),
        ("policy", """{"identity":{"matching":{"candidates":0.5}}}"""),
        ("policy", """{"identity":{"matching":{"cap":5}}}"""),
        ("policy", """{"identity":{"blocked":{"Email":[]}}}"""),
        ("policy", """{"identity":{"blocked":{"email":[""]}}}"""),
        ("policy", """{"survivorship":{"fields":{"*":[]}}}"""),
        ("policy", """{"survivorship":{"priorities":[]}}"""),
    ];

    [Fact]
    public async Task Every_file_of_the_sample_integration_fits_its_schema()
    {
        var files = Directory.GetFiles(Path.Combine(SchemaCheck.ConfigFolder, "sources"), "*.json").Select(f => (Schema: "source.schema.json", File: f))
            .Concat(Directory.GetFiles(Path.Combine(SchemaCheck.ConfigFolder, "destinations"), "*.json").Select(f => (Schema: "destination.schema.json", File: f)))
            .Append((Schema: "policy.schema.json", File: Path.Combine(SchemaCheck.ConfigFolder, "policy.json")))
            .ToArray();

        var mistakes = await SchemaCheck.ValidateAsync([.. files.Select(f => (f.Schema, File.ReadAllText(f.File)))]);

        Assert.InRange(files.Length, 3, 100);
        Assert.All(files.Zip(mistakes), f => Assert.True(f.Second is null, $"{f.First.File}: {f.Second}"));
    }

    [Fact]
    public async Task What_the_loader_takes_and_refuses_the_schemas_take_and_refuse()
    {
        var cases = Right.Concat(Wrong).ToArray();

        var schemas = await SchemaCheck.ValidateAsync([.. cases.Select(c => ($"{c.Schema}.schema.json", c.Json))]);

        Assert.Equal(cases.Length, schemas.Count);
        for (var i = 0; i < cases.Length; i++)
        {
            var wanted = i < Right.Length;
            var loader = LoaderTakes(cases[i].Schema, cases[i].Json, out var mistakes);
            Assert.True(wanted == loader, $"Loader, {cases[i]}: {mistakes}");
            Assert.True(wanted == schemas[i] is null, $"Schema, {cases[i]}: {schemas[i]}");
        }
    }

    [Fact]
    public void The_sample_integration_loads()
    {
        var config = ConfigLoader.Load(SchemaCheck.ConfigFolder);

        Assert.Equal(["hubspot", "legacy-crm", "segment", "sendgrid", "shop"], config.Sources.Select(s => s.Settings.Key));
        Assert.Empty(config.Destinations);
        Assert.Equal(0, config.Survivorship.RankOf("firstName", "hubspot"));
    }

    [Fact]
    public void The_sample_mappings_are_complete_against_their_contracts()
    {
        var config = ConfigLoader.Load(SchemaCheck.ConfigFolder);

        Assert.Contains(config.Sources, s => s.Contract is not null);
        Assert.Empty(ContractCheck.Run(config));
    }

    [Fact]
    public void The_sample_shops_payload_means_what_it_says()
    {
        var reading = ConfigLoader.Load(SchemaCheck.ConfigFolder).Source("shop")!.Webhook.Read(new WebhookRequest
        {
            Method = "POST",
            Url = new Uri("https://cdi.example.com/hooks/shop"),
            Headers = new Dictionary<string, string>(),
            Body = """
                {"eventId":"e-1001","subscriptionType":"contact.propertyChange","objectId":7000001,"occurredAt":1795363200000,
                "contact":{"email":" User.1@Example.COM ","phone":"(020) 7946 0018","firstName":"Ada","country":"GB","lastPage":"/pricing"},
                "consent":{"marketing":true,"channel":"email","basis":"opt-in"}}
                """u8.ToArray(),
            ReceivedAt = DateTimeOffset.UnixEpoch,
        });

        var change = Assert.Single(reading.Changes);
        Assert.Equal(("e-1001", "7000001"), (change.Id, change.Record.Key));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795363200000), change.OccurredAt);
        Assert.Equal(["email=user.1@example.com"], change.Identifiers.Select(i => $"{i.Type}={i.Value}"));
        Assert.Equal("+442079460018", change.Fields.Single(f => f.Name == "phone").Value.AsText());
        Assert.Equal(["email", "phone", "firstName", "country", "lastPage"], change.Fields.Select(f => f.Name));
        Assert.Equal(new ConsentEntry("marketing", "email", ConsentState.Granted, "opt-in"), Assert.Single(change.Consents));
    }

    [Fact]
    public void The_sample_destination_binds_when_it_is_switched_on()
    {
        using var folder = new ConfigFolder();
        var file = File.ReadAllText(Path.Combine(SchemaCheck.ConfigFolder, "destinations", "warehouse.json"));

        folder.With("destinations/warehouse.json", file.Replace("\"enabled\": false", "\"enabled\": true", StringComparison.Ordinal));

        Assert.NotNull(ConfigLoader.Load(folder.Path).Destination("warehouse"));
    }

    private static bool LoaderTakes(string kind, string json, out string mistakes)
    {
        using var folder = new ConfigFolder();
        folder.With(kind == "policy" ? "policy.json" : $"{kind}s/a.json", json);
        var errors = new ConfigErrors();
        var taken = ConfigLoader.TryLoad(folder.Path, FakeConnectors.All, out _, errors);
        mistakes = string.Join('\n', errors.All);
        return taken;
    }
}
