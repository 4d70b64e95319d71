namespace ServerlessCdi.Tests.Unit.Configuration;

public sealed class ConfigMistakesTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("$.connector: \"inbx\" is no connector; did you mean \"inbox\"? For a source: inbox, sulky", """{"key":"a","connector":"inbx","secrets":["s"]}""")]
    [InlineData("$.connector: \"outbox\" cannot take webhooks in. For a source: inbox, sulky", """{"key":"a","connector":"outbox","secrets":["s"]}""")]
    [InlineData("$.connector: is missing: it must be text", """{"key":"a","secrets":["s"]}""")]
    [InlineData("$: is refused by the connector sulky without a reason", """{"key":"a","connector":"sulky","secrets":["s"]}""")]
    [InlineData("$.key: must be text, not a number", """{"key":7,"connector":"inbox","secrets":["s"]}""")]
    [InlineData("$.secrets: must have at least 1 item", """{"key":"a","connector":"inbox","secrets":[]}""")]
    [InlineData("$.secrets[1]: stands in the list already", """{"key":"a","connector":"inbox","secrets":["s","s"]}""")]
    [InlineData("$.enabled: must be true or false, not text", """{"key":"a","connector":"inbox","secrets":["s"],"enabled":"yes"}""")]
    [InlineData("$.region: must be text, not null (leave the member out instead)", """{"key":"a","connector":"inbox","secrets":["s"],"region":null}""")]
    [InlineData("$.region: must be a country of ISO 3166 in two capital letters, such as GB", """{"key":"a","connector":"inbox","secrets":["s"],"region":"gb"}""")]
    [InlineData("$.secrets: stands twice in the same object: which one counts?", """{"key":"a","connector":"inbox","secrets":["s"],"secrets":["t"]}""")]
    [InlineData("$.options.x.y: stands twice in the same object: which one counts?", """{"key":"a","connector":"inbox","enabled":false,"secrets":["s"],"options":{"x":{"y":1,"y":2}}}""")]
    [InlineData("$: must be an object, not a list", """[]""")]
    public void A_mistake_in_a_source_is_told_with_its_place(string mistake, string json) =>
        Assert.Equal([$"sources/a.json {mistake}"], _folder.With("sources/a.json", json).Mistakes());

    [Theory]
    [InlineData("A")]
    [InlineData("-a")]
    [InlineData("a_b")]
    [InlineData("a\\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_key_of_another_form_is_refused(string key) =>
        Assert.Contains(
            "$.key: must be lower-case letters",
            Assert.Single(_folder.With("sources/a.json", $$"""{"key":"{{key}}","connector":"inbox","secrets":["s"]}""").Mistakes()),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("hooks/inbox")]
    [InlineData("https://user:word@example.com/")]
    [InlineData("https://example.com/#there")]
    public void A_public_url_must_be_one_that_a_vendor_can_call(string url) =>
        Assert.Contains(
            "$.publicUrl",
            Assert.Single(_folder.With("sources/a.json", $$"""{"key":"a","connector":"inbox","secrets":["s"],"publicUrl":"{{url}}"}""").Mistakes()),
            StringComparison.Ordinal);

    [Fact]
    public void A_secret_in_the_place_of_its_name_is_refused_and_not_repeated()
    {
        var mistake = Assert.Single(_folder.With("sources/a.json", """{"key":"a","connector":"inbox","secrets":["whsec_c2VjcmV0+/="]}""").Mistakes());

        Assert.Contains("$.secrets[0]", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_with_one_key_are_refused()
    {
        const string json = """{"key":"a","connector":"inbox","secrets":["s"]}""";

        var mistakes = _folder.With("sources/a.json", json).With("sources/b.json", json).Mistakes();

        Assert.Contains("sources/b.json $.key: is the key of sources/a.json too", mistakes);
    }

    [Fact]
    public void A_source_and_a_destination_may_share_a_key() =>
        Assert.Empty(_folder
            .With("sources/a.json", """{"key":"a","connector":"inbox","secrets":["s"]}""")
            .With("destinations/a.json", """{"key":"a","connector":"outbox","consent":"not-required","fields":["email"]}""")
            .Mistakes());

    [Theory]
    [InlineData("$.consent: is missing. Choose: it must be {\"purpose\"", "\"fields\":[\"email\"]")]
    [InlineData("$.consent: must be {\"purpose\"", "\"fields\":[\"email\"],\"consent\":\"none\"")]
    [InlineData("$.consent.channel: is missing", "\"fields\":[\"email\"],\"consent\":{\"purpose\":\"marketing\"}")]
    [InlineData("$.consent.chanel: is not known here; did you mean \"channel\"?", "\"fields\":[\"email\"],\"consent\":{\"purpose\":\"a\",\"channel\":\"b\",\"chanel\":\"c\"}")]
    [InlineData("$.fields: is missing", "\"consent\":\"not-required\"")]
    [InlineData("$.fields[0]: must name one field", "\"consent\":\"not-required\",\"fields\":[\"*\"]")]
    [InlineData("$.identifiers[0]: must be an identifier type", "\"consent\":\"not-required\",\"fields\":[\"email\"],\"identifiers\":[\"E-Mail\"]")]
    [InlineData("$.rate: must be an object", "\"consent\":\"not-required\",\"fields\":[\"email\"],\"rate\":10")]
    [InlineData("$.concurrency: must be a whole number from 1 to 64", "\"consent\":\"not-required\",\"fields\":[\"email\"],\"concurrency\":0")]
    [InlineData("$.shards: must be a whole number from 1 to 16", "\"consent\":\"not-required\",\"fields\":[\"email\"],\"shards\":1.5")]
    [InlineData("$.mapping: is not known here", "\"consent\":\"not-required\",\"fields\":[\"email\"],\"mapping\":{}")]
    public void A_mistake_in_a_destination_is_told_with_its_place(string mistake, string members) =>
        Assert.StartsWith(
            $"destinations/a.json {mistake}",
            Assert.Single(_folder.With("destinations/a.json", "{\"key\":\"a\",\"connector\":\"outbox\"," + members + "}").Mistakes()),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("$.survivorship.priority[0]: is no source here; did you mean \"shop\"? Sources: shop", """{"survivorship":{"priority":["shp"]}}""")]
    [InlineData("$.survivorship.fields.email[0]: is no source here. Sources: shop", """{"survivorship":{"fields":{"email":["billing"]}}}""")]
    [InlineData("$.identity.limits.phone: must be a whole number from 1 to 10000", """{"identity":{"limits":{"phone":0}}}""")]
    [InlineData("$.identity.limits.*: must be an identifier type", """{"identity":{"limits":{"*":3}}}""")]
    [InlineData("$.identity.matching.auto: must be a number of bits from -200 to 200", """{"identity":{"matching":{"auto":201}}}""")]
    [InlineData("$.identity.matching.auto: must not be below \"review\" or above \"bridge\"", """{"identity":{"matching":{"auto":5,"bridge":4}}}""")]
    [InlineData("$.identity.matching.model: must name a file beside policy.json", """{"identity":{"matching":{"model":"../model.json"}}}""")]
    [InlineData("$.identity.matching.fields.city: must be one of", """{"identity":{"matching":{"fields":{"city":"town"}}}}""")]
    [InlineData("$.identity.matching.cap: is not known here", """{"identity":{"matching":{"cap":5}}}""")]
    [InlineData("$.identity.blocked.email: must be a list, not text", """{"identity":{"blocked":{"email":"a"}}}""")]
    [InlineData("$.identty: is not known here; did you mean \"identity\"?", """{"identty":{}}""")]
    public void A_mistake_in_the_policy_is_told_with_its_place(string mistake, string json)
    {
        _folder.With("sources/shop.json", """{"key":"shop","connector":"inbox","secrets":["s"]}""").With("policy.json", json);

        var told = Assert.Single(_folder.Mistakes()).Replace("['*']", ".*", StringComparison.Ordinal);

        Assert.StartsWith($"policy.json {mistake}", told, StringComparison.Ordinal);
    }
}
