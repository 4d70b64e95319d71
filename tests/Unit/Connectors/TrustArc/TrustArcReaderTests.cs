using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.TrustArc;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.TrustArc;

public sealed class TrustArcReaderTests
{
    private const string Canary = "canary-token-7f3a";

    [Theory]
    [InlineData("""{"requestId":"48213","status":"CLOSED"}""")]
    [InlineData("""{"data":{"requestId":48213,"status":"CLOSED"}}""")]
    [InlineData("""{"request":{"id":"48213","status":"CLOSED"}}""")]
    public void A_request_is_found_in_the_usual_places(string body)
    {
        var change = One(body);
        Assert.Equal((ChangeKind.Event, "privacy_request", "48213"), (change.Kind, change.Record.Object, change.Record.Key));
        Assert.Equal("privacy_request_changed", change.Event?.Name);
        Assert.Equal("CLOSED", change.Fields.Single(f => f.Name == "status").Value.AsText());
        Assert.Empty(change.Identifiers);
    }

    [Fact]
    public void A_data_subject_without_a_request_is_somebody_whose_consent_has_changed()
    {
        var change = One("""{"eventType":"CREATED","payload":{"dataSubjectId":"d1","dataSubjectEmail":"Ada@example.com","programId":9},"timestamp":1762077600000}""");
        Assert.Equal(("contact", "d1", "consent_changed"), (change.Record.Object, change.Record.Key, change.Event?.Name));
        Assert.Equal(["email=ada@example.com"], change.Identifiers.Select(i => $"{i.Type}={i.Value}"));
        Assert.Equal("""{"dataSubjectId":"d1","eventType":"CREATED","programId":9}""", change.Event?.Properties.Json);
        Assert.Equal(1762077600000, change.OccurredAt.ToUnixTimeMilliseconds());
        Assert.Empty(change.Consents);
    }

    [Fact]
    public void The_source_says_where_an_id_is_that_nobody_could_guess()
    {
        const string Body = """{"irm":{"case":"c-7"}}""";
        Assert.Single(OneDelivery.Read<TrustArcConnector>(Body).Rejected);
        Assert.Equal("c-7", Assert.Single(OneDelivery.Read<TrustArcConnector>(Body, """{"paths":{"request":["x","irm.case"]}}""").Changes).Record.Key);
    }

    [Fact]
    public void A_path_that_is_none_is_a_mistake()
    {
        var errors = new ConfigErrors();
        Assert.Null(OneDelivery.Bind<TrustArcConnector>(errors, """{"paths":{"request":"a..b","reqest":"a"}}"""));
        Assert.Equal(["$.options.paths.request", "$.options.paths.reqest"], errors.All.Select(e => e.Path));
    }

    [Fact]
    public void The_same_callback_again_is_the_same_change_and_another_status_is_another()
    {
        static string Id(string status) => One($$"""{"requestId":"1","status":"{{status}}"}""").Id;
        Assert.Equal(Id("OPEN"), Id("OPEN"));
        Assert.NotEqual(Id("OPEN"), Id("CLOSED"));
    }

    [Fact]
    public void Of_a_body_whose_form_nobody_knows_only_ids_and_what_happened_are_kept()
    {
        var reading = OneDelivery.Read<TrustArcConnector>($$$"""{"requestId":"1","sessionId":"{{{Canary}}}","token":"{{{Canary}}}","downloadUrl":"https://x.example/{{{Canary}}}","notes":"{{{Canary}}}","data":{"link":"{{{Canary}}}","formId":3}}""");
        Assert.Equal("""{"formId":3,"requestId":"1"}""", Assert.Single(reading.Changes).Event?.Properties.Json);
        Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_may_stand_in_a_header_instead()
    {
        var source = OneDelivery.Bind<TrustArcConnector>("""{"verification":{"kind":"bearer"}}""");
        Assert.Equal(WebhookVerdict.Genuine, source.Verify(OneDelivery.Request("{}", ("Authorization", "Bearer s3")), [new("old"), new("s3")], OneDelivery.Now));
        Assert.Equal(WebhookVerdict.Missing, source.Verify(OneDelivery.Request("{}"), [new("s3")], OneDelivery.Now));
    }

    private static Change One(string body) => Assert.Single(OneDelivery.Read<TrustArcConnector>(body).Changes);
}
