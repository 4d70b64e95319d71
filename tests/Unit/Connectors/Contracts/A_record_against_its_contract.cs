using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Tests.Unit.Connectors.Contracts;

public sealed class A_record_against_its_contract
{
    private const string Person = """
        {"email":{"type":"text","format":"email","required":true},"status":{"type":"text","values":["lead","customer"]},
        "address.city":{"type":"text"},"address.zip":{"type":"text","required":true},"orders[].sku":{"type":"text","required":true},"age":{"type":"integer","nullable":false}}
        """;

    [Fact]
    public void What_keeps_it_is_no_news()
    {
        var findings = Bound.Kinds(Person, """{"email":"a@b.example","status":"lead","address":{"city":"York","zip":"Y1"},"orders":[{"sku":"x"}],"age":1e1}""");

        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("""{"email":"a@b.example","shoe":1}""", "NewField shoe")]
    [InlineData("""{"email":"a@b.example","address":{"zip":"1","street":"x"}}""", "NewField address.street")]
    [InlineData("""{"email":"a@b.example","a.b":1}""", "NewField ['a.b']")]
    [InlineData("""{}""", "MissingField email")]
    [InlineData("""{"email":"a@b.example","address":{}}""", "MissingField address.zip")]
    [InlineData("""{"email":"a@b.example","orders":[{"sku":"x"},{}]}""", "MissingField orders[].sku")]
    [InlineData("""{"email":7}""", "TypeChanged email")]
    [InlineData("""{"email":"a@b.example","address":"York"}""", "TypeChanged address")]
    [InlineData("""{"email":"a@b.example","orders":{"sku":"x"}}""", "TypeChanged orders")]
    [InlineData("""{"email":"a@b.example","age":1.5}""", "TypeChanged age")]
    [InlineData("""{"email":"a@b.example","age":null}""", "TypeChanged age")]
    [InlineData("""{"email":"a@b.example","status":"churned"}""", "UnknownValue status")]
    [InlineData("""{"email":"ada"}""", "BadFormat email")]
    public void Each_kind_of_drift_is_named_with_its_place(string record, string finding) => Assert.Equal([finding], Bound.Kinds(Person, record));

    [Theory]
    [InlineData("""{"email":null}""")]
    [InlineData("""{"email":""}""")]
    [InlineData("""{"email":"a@b.example","status":""}""")]
    [InlineData("""{"email":"a@b.example","status":null,"address":null,"orders":null}""")]
    public void Nothing_is_of_every_format_and_on_every_list(string record) => Assert.Empty(Bound.Kinds(Person, record));

    [Fact]
    public void A_change_that_carries_only_what_changed_misses_nothing() => Assert.Empty(Bound.Kinds(Person, """{"address":{}}""", isPartial: true));

    [Fact]
    public void An_open_object_may_have_more() => Assert.Empty(Bound.Kinds("""{"email":{"type":"text"},"address.city":{"type":"text"}}""", """{"x":1,"address":{"y":2}}""", open: "true"));

    [Fact]
    public void What_is_declared_as_an_object_or_a_list_without_more_is_not_looked_into() =>
        Assert.Empty(Bound.Kinds("""{"o":{"type":"object"},"l":{"type":"list"},"x":{"type":"any"}}""", """{"o":{"a":1},"l":[1,"b"],"x":{"y":[]}}"""));

    [Theory]
    [InlineData("iso", "\"2026-01-02T03:04:05Z\"", true)]
    [InlineData("iso", "\"2026-01-02\"", true)]
    [InlineData("iso", "\"02/01/2026\"", false)]
    [InlineData("unix-ms", "1767322800000", true)]
    [InlineData("unix-ms", "\"1767322800000\"", true)]
    [InlineData("unix-ms", "\"soon\"", false)]
    [InlineData("dd/MM/yyyy", "\"02/01/2026\"", true)]
    public void Times_are_of_their_format(string format, string value, bool fits) => Assert.Equal(
        fits ? [] : ["BadFormat t"],
        Bound.Kinds($$$"""{"t":{"type":"time","format":"{{{format}}}"}}""", $$"""{"t":{{value}}}"""));

    [Theory]
    [InlineData("phone", "(020) 7946 0018", true)]
    [InlineData("phone", "no", false)]
    [InlineData("url", "https://example.com/a", true)]
    [InlineData("url", "example.com", false)]
    [InlineData("uuid", "0198c0de-0000-7000-8000-000000000000", true)]
    [InlineData("uuid", "0198", false)]
    [InlineData("date", "2026-02-28", true)]
    [InlineData("date", "2026-02-30", false)]
    [InlineData("email", "@b.example", false)]
    [InlineData("email", "a@b@c", false)]
    public void Texts_are_of_their_format(string format, string value, bool fits) => Assert.Equal(
        fits ? [] : ["BadFormat f"],
        Bound.Kinds($$$"""{"f":{"type":"text","format":"{{{format}}}"}}""", $$"""{"f":"{{value}}"}"""));

    [Fact]
    public void Numbers_and_truth_values_may_have_a_list() => Assert.Equal(
        ["UnknownValue n"],
        Bound.Kinds("""{"n":{"type":"number","values":[1,2]},"b":{"type":"boolean","values":[true]}}""", """{"n":3,"b":true}"""));

    [Fact]
    public void A_value_is_shown_only_where_the_contract_says_that_values_are_public()
    {
        var record = $$"""{"open":"{{new string('x', 90)}}","closed":"Ada"}""";
        var findings = Bound.Find(Bound.Contract("""{"open":{"type":"text","values":["a"],"public":true},"closed":{"type":"text","values":["a"]}}"""), record);

        Assert.Equal([new string('x', 60), null], findings.Select(f => f.Value));
    }

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("4407911123456")]
    [InlineData("")]
    public void A_name_that_may_be_more_than_a_name_is_not_shown(string name) =>
        Assert.Equal(["NewField […]"], Bound.Kinds("""{"a":{"type":"text"}}""", $$"""{"{{name}}":1}"""));

    [Fact]
    public void An_object_that_the_contract_does_not_have_is_drift()
    {
        var findings = new ContractFindings { ChangeId = "c1" };

        var keeps = Bound.Contract("{}").Check("deal", JsonElement.Parse("{}"), false, findings);

        Assert.False(keeps);
        Assert.Equal((ContractFindingKind.UnknownObject, "deal", "c1"), findings.ToList().Select(f => (f.Kind, f.Object, f.ChangeId)).Single());
    }

    [Fact]
    public void Equal_findings_of_several_records_are_counted_together_with_the_first_change()
    {
        var contract = Bound.Contract("""{"email":{"type":"text","required":true}}""", "enforce");
        var findings = new ContractFindings();
        foreach (var id in (string[])["c1", "c2"])
        {
            findings.ChangeId = id;
            Assert.False(contract.Check("contact", JsonElement.Parse("{}"), false, findings));
        }

        Assert.True(contract.Check("contact", JsonElement.Parse("""{"email":"x"}"""), false, findings));
        Assert.Equal("", findings.Reason);
        Assert.Equal((2, "c1"), findings.ToList().Select(f => (f.Count, f.ChangeId)).Single());
    }

    [Fact]
    public void The_reason_names_places_and_never_values()
    {
        var findings = new ContractFindings();

        Bound.Contract("""{"email":{"type":"text","format":"email"},"age":{"type":"integer"}}""").Check("contact", JsonElement.Parse("""{"email":"Ada Lovelace","age":"36"}"""), false, findings);

        Assert.Equal("breaks the contract: contact.email is no email; contact.age is text, not integer", findings.Reason);
    }

    [Fact]
    public void A_payload_of_nothing_but_new_names_reports_a_bounded_number_and_counts_them_all()
    {
        var findings = Bound.Find(Bound.Contract("{}"), "{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"f{i}\":1")) + "}");

        Assert.Equal(ContractFindings.MaxDistinct + 1, findings.Count);
        Assert.Equal(500, findings.Sum(f => f.Count));
    }

    [Fact]
    public void Checking_what_keeps_the_contract_allocates_nothing()
    {
        var contract = Bound.Contract(Person);
        var record = JsonElement.Parse("""{"email":"a@b.example","status":"lead","address":{"city":"York","zip":"Y1"},"orders":[{"sku":"x"}],"age":1}""");
        var findings = new ContractFindings();
        contract.Check("contact", record, false, findings);
        var before = GC.GetAllocatedBytesForCurrentThread();

        contract.Check("contact", record, false, findings);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_contract_that_is_off_finds_nothing() => Assert.Empty(Bound.Find(Bound.Contract("{}", mode: "off"), """{"x":1}"""));
}
