using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.RudderStack;
using ServerlessCdi.Connectors.Signatures;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.RudderStack;

public sealed class RudderStackReaderTests
{
    [Fact]
    public void What_stands_in_both_lists_is_denied_and_what_stands_in_neither_is_not_stated()
    {
        var change = One("""{"type":"track","event":"Seen","userId":"u1","context":{"consentManagement":{"provider":"ketch","allowedConsentIds":["a","b"],"deniedConsentIds":["b","c"]}}}""");
        Assert.Equal(ChangeKind.Event, change.Kind);
        Assert.Equal([("a", ConsentState.Granted), ("b", ConsentState.Denied), ("c", ConsentState.Denied)], change.Consents.Select(c => (c.Purpose, c.State)));
    }

    [Fact]
    public void Ids_may_be_the_values_of_an_object()
    {
        var change = One("""{"type":"track","event":"Seen","userId":"u1","context":{"consentManagement":{"provider":"ketch","allowedConsentIds":{"p1":"a"},"deniedConsentIds":{}}}}""");
        Assert.Equal(("a", ConsentState.Granted), change.Consents.Select(c => (c.Purpose, c.State)).Single());
    }

    [Fact]
    public void The_traits_of_an_identify_stand_in_its_context()
    {
        var change = One("""{"type":"identify","userId":"u1","context":{"traits":{"firstname":"Ada","email":"ADA@example.com"}}}""");
        Assert.Equal(["ada@example.com", "Ada"], change.Fields.Select(f => f.Value.AsText()));
        Assert.Contains(new Identifier(Identifier.Email, "ada@example.com"), change.Identifiers);
    }

    [Fact]
    public void The_traits_of_another_event_lead_to_the_person_and_say_nothing()
    {
        var change = One("""{"type":"track","event":"Seen","anonymousId":"a1","context":{"traits":{"firstname":"Ada","email":"ada@example.com"}}}""");
        Assert.Empty(change.Fields);
        Assert.Contains(new Identifier(Identifier.Email, "ada@example.com"), change.Identifiers);
    }

    [Fact]
    public void An_external_id_names_no_other_sources_record()
    {
        const string External = """[{"id":"7","type":"external:crm:contact"},{"id":"g","type":"group_id"},{"id":"x","type":"hash","encoding":"sha256"}]""";
        var change = One($$$"""{"type":"track","event":"Seen","userId":"u1","context":{"externalId":{{{External}}}}}""");
        Assert.Equal(["user_id", "external_crm_contact"], change.Identifiers.Select(i => i.Type));
    }

    [Theory]
    [InlineData("messageId")]
    [InlineData("message_id")]
    public void The_message_s_id_is_the_change_s(string member) =>
        Assert.Equal("m-1", One($$"""{"type":"track","event":"Seen","userId":"u1","{{member}}":"m-1"}""").Id);

    [Fact]
    public void The_credential_is_the_one_that_the_customer_configured()
    {
        var source = OneDelivery.Bind<RudderStackConnector>("""{"verification":{"kind":"token","header":"X-Signing-Key"}}""");
        Assert.Equal(WebhookVerdict.Genuine, source.Verify(OneDelivery.Request("{}", ("x-signing-key", "s3")), [new("old"), new("s3")], OneDelivery.Now));
        Assert.Equal(WebhookVerdict.Missing, source.Verify(OneDelivery.Request("{}", ("Authorization", "Bearer s3")), [new("s3")], OneDelivery.Now));
        var basic = OneDelivery.Bind<RudderStackConnector>("""{"verification":{"kind":"basic"}}""");
        Assert.Equal(WebhookVerdict.Genuine, basic.Verify(OneDelivery.Request("{}", ("Authorization", BasicProof.HeaderOf("u:p"))), [new("u:p")], OneDelivery.Now));
    }

    private static Change One(string body) => Assert.Single(OneDelivery.Read<RudderStackConnector>(body).Changes);
}
