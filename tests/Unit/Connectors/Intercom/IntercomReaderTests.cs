using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Intercom;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Tests.Unit.Connectors.Intercom;

public sealed class IntercomReaderTests
{
    private const string Canary = "canary-7f3a";

    [Theory]
    [InlineData("contact.user.created")]
    [InlineData("contact.user.updated")]
    [InlineData("contact.lead.created")]
    [InlineData("contact.lead.updated")]
    [InlineData("contact.lead.signed_up")]
    [InlineData("contact.email.updated")]
    [InlineData("contact.unarchived")]
    public void A_contact_is_what_the_notification_says_when_it_was_made(string topic)
    {
        var change = One(topic, """{"type":"contact","id":"c1","external_id":"25","role":"lead","email":"Joe@Bloggs.com","signed_up_at":1539897600}""");
        Assert.Equal((ChangeKind.Upsert, new RecordRef("contact", "c1")), (change.Kind, change.Record));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1764113600), change.OccurredAt);
        Assert.Equal(["email=joe@bloggs.com", "user_id=25"], change.Identifiers.Select(i => $"{i.Type}={i.Value}"));
        Assert.Equal("\"2018-10-18T21:20:00Z\"", Assert.Single(change.Fields, f => f.Name == "signedUpAt").Value.Json);
    }

    [Theory]
    [InlineData("contact.deleted", """{"type":"contact","id":"c1","deleted":true}""", "contact")]
    [InlineData("contact.archived", """{"type":"contact","id":"c1","email":"joe@bloggs.com"}""", "contact")]
    [InlineData("contact.archive", """{"type":"contact","id":"c1"}""", "contact")]
    [InlineData("company.deleted", """{"type":"company","id":"c1"}""", "company")]
    [InlineData("conversation.deleted", """{"type":"conversation","conversation_id":"c1"}""", "ticket")]
    public void What_is_gone_is_deleted_by_its_id_alone(string topic, string item, string @object)
    {
        var change = One(topic, item);
        Assert.Equal((ChangeKind.Delete, new RecordRef(@object, "c1")), (change.Kind, change.Record));
    }

    [Fact]
    public void A_merge_names_both_or_is_as_good_as_an_update()
    {
        var merge = One("contact.merged", """{"type":"contact","id":"c1","merged_contact":{"id":"c2"}}""");
        Assert.Equal((ChangeKind.Merge, "c1", "c2"), (merge.Kind, merge.Record.Key, Assert.Single(merge.MergedKeys)));
        Assert.Equal(ChangeKind.Upsert, One("contact.user.merged", """{"type":"contact","id":"c1"}""").Kind);
    }

    [Theory]
    [InlineData("contact.subscribed", ConsentState.Granted)]
    [InlineData("contact.unsubscribed", ConsentState.Withdrawn)]
    public void Subscriptions_are_consents_by_the_purpose_of_their_type(string topic, ConsentState state)
    {
        var change = One(topic, """{"type":"contact_unsubscribe","contact":{"type":"contact","id":"c1","email":"joe@bloggs.com"},"subscription_types":{"data":[{"id":"37846"},{"id":"9"}]}}""", """{"subscriptions":{"37846":"newsletter"}}""");
        Assert.Equal((ChangeKind.Consent, "c1"), (change.Kind, change.Record.Key));
        Assert.Equal([("newsletter", "email", state), ("intercom_9", "email", state)], change.Consents.Select(c => (c.Purpose, c.Channel, c.State)));
    }

    [Fact]
    public void Without_a_type_unsubscribing_is_from_all_marketing() =>
        Assert.Equal("marketing", Assert.Single(One("contact.unsubscribed", """{"type":"contact","id":"c1"}""").Consents).Purpose);

    [Theory]
    [InlineData("unsubscribed_from_emails", "email")]
    [InlineData("marked_email_as_spam", "email")]
    [InlineData("unsubscribed_from_sms", "sms")]
    public void A_mark_against_messages_withdraws_and_its_absence_grants_nothing(string mark, string channel)
    {
        var set = Assert.Single(One("contact.user.updated", $$"""{"type":"contact","id":"c1","{{mark}}":true}""").Consents);
        Assert.Equal(("marketing", channel, ConsentState.Withdrawn), (set.Purpose, set.Channel, set.State));
        Assert.Empty(One("contact.user.updated", $$"""{"type":"contact","id":"c1","{{mark}}":false}""").Consents);
    }

    [Fact]
    public void A_conversation_is_a_ticket_whose_words_and_links_stay_at_Intercom()
    {
        var reading = OneDelivery.Read<IntercomConnector>(
            Note("conversation.user.replied", $$"""{"type":"conversation","id":"147","state":"open","title":"Help","source":{"type":"email","body":"{{Canary}}","url":"https://a.example/?s={{Canary}}","author":{"id":"c1"} },"conversation_parts":{"a":"{{Canary}}"},"contacts":{"contacts":[{"id":"c1"}]} }"""),
            mapping: """{"objects":{"ticket":{"unmapped":"keep"}}}""");
        var change = Assert.Single(reading.Changes);
        Assert.Equal((new RecordRef("ticket", "147"), "c1"), (change.Record, change.Identifiers[0].Value));
        Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contact.tag.created", """{"type":"contact_tag","contact":{"id":"c1"}}""")]
    [InlineData("admin.logged_in", """{"type":"admin","id":"1"}""")]
    [InlineData("ping", """{"type":"ping","message":"hello"}""")]
    public void Any_other_topic_is_acknowledged_and_counted(string topic, string item) =>
        Assert.Equal([topic], OneDelivery.Read<IntercomConnector>(Note(topic, item)).Ignored);

    [Fact]
    public void A_later_attempt_is_the_same_change()
    {
        var first = Note("contact.user.updated", """{"type":"contact","id":"c1"}""");
        var again = first.Replace("\"delivery_attempts\":1", "\"delivery_attempts\":2", StringComparison.Ordinal);
        Assert.NotEqual(first, again);
        Assert.Equal(Id(first), Id(again));
    }

    [Fact]
    public void The_address_is_there_when_Intercom_asks()
    {
        var source = Assert.IsAssignableFrom<IWebhookHandshake>(OneDelivery.Bind<IntercomConnector>());
        Assert.Equal(200, source.Handshake(OneDelivery.Request("") with { Method = "HEAD" }, [], OneDelivery.Now)?.Status);
        Assert.Null(source.Handshake(OneDelivery.Request("{}"), [], OneDelivery.Now));
    }

    [Fact]
    public void A_notification_of_another_workspace_waits_in_quarantine() =>
        Assert.Single(OneDelivery.Read<IntercomConnector>(Note("contact.deleted", """{"type":"contact","id":"c1"}"""), """{"workspace":"other"}""").Rejected);

    private static string Id(string body) => Assert.Single(OneDelivery.Read<IntercomConnector>(body).Changes).Id;

    private static Change One(string topic, string item, string options = "{}") => Assert.Single(OneDelivery.Read<IntercomConnector>(Note(topic, item), options).Changes);

    private static string Note(string topic, string item) =>
        $$"""{"type":"notification_event","app_id":"abc","id":"notif_1","topic":"{{topic}}","delivery_status":"pending","delivery_attempts":1,"first_sent_at":1764113601,"created_at":1764113600,"data":{"type":"notification_event_data","item":{{item}} } }""";
}
