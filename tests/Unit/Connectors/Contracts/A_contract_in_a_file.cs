using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Tests.Unit.Connectors.Contracts;

public sealed class A_contract_in_a_file
{
    [Fact]
    public void Where_there_is_none_nothing_is_bound_and_nothing_is_wrong()
    {
        var (contract, mistakes) = Bound.TryBind("");

        Assert.Null(contract);
        Assert.Empty(mistakes);
    }

    [Fact]
    public void It_says_its_version_mode_and_fields_parents_first()
    {
        var contract = Bound.Contract("""{"orders[].sku":{"type":"text"},"address":{"type":"object","required":true},"address.city":{"type":"text"},"['a.b']":{"type":"any"}}""", "enforce");

        Assert.Equal((2, ContractMode.Enforce), (contract.Version, contract.Mode));
        Assert.Equal(["contact"], contract.Objects);
        Assert.Equal(
            ["['a.b']:any:True", "address:object:True", "address.city:text:True", "orders:list:False", "orders[]:object:False", "orders[].sku:text:True"],
            contract.Fields("contact").Select(f => $"{f.Path}:{f.Type}:{f.Declared}"));
    }

    [Theory]
    [InlineData("""{"objects":{}}""", "$.contract.version")]
    [InlineData("""{"version":0,"objects":{}}""", "$.contract.version")]
    [InlineData("""{"version":1}""", "$.contract.objects")]
    [InlineData("""{"version":1,"mode":"strict","objects":{}}""", "$.contract.mode")]
    [InlineData("""{"version":1,"objects":{"Contact":{"fields":{}}}}""", "$.contract.objects.Contact")]
    [InlineData("""{"version":1,"objects":{"contact":{}}}""", "$.contract.objects.contact.fields")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a":{}}}}}""", "$.contract.objects.contact.fields.a.type")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a":{"type":"string"}}}}}""", "$.contract.objects.contact.fields.a.type")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a":{"type":"number","format":"email"}}}}}""", "$.contract.objects.contact.fields.a.format")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a":{"type":"time","format":"later"}}}}}""", "$.contract.objects.contact.fields.a.format")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a":{"type":"text","values":[]}}}}}""", "$.contract.objects.contact.fields.a.values")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a":{"type":"text","optional":true}}}}}""", "$.contract.objects.contact.fields.a.optional")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a":{"type":"text"},"a.b":{"type":"text"}}}}}""", "$.contract.objects.contact.fields.a.type")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a.b":{"type":"text"},"a[].b":{"type":"text"}}}}}""", "$.contract.objects.contact.fields.a")]
    [InlineData("""{"version":1,"objects":{"contact":{"fields":{"a..b":{"type":"text"}}}}}""", "$.contract.objects.contact.fields['a..b']")]
    public void A_mistake_is_reported_where_it_stands(string contract, string path)
    {
        var (bound, mistakes) = Bound.TryBind(contract);

        Assert.Null(bound);
        Assert.StartsWith(path + ": ", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contact.email", "contact.email")]
    [InlineData("@.contact['email']", "contact.email")]
    [InlineData("emails[0].value", "emails[].value")]
    [InlineData("['a.b']", "['a.b']")]
    [InlineData("@", null)]
    [InlineData("$.root", null)]
    public void The_paths_of_mappings_are_read_as_the_contracts(string mapping, string? path) => Assert.Equal(path, ContractPath.OfMapping(mapping));
}
