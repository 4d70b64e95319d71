using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Zendesk;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Zendesk;

public sealed class ZendeskReaderTests
{
    private const string Canary = "canary-7f3a";
    private const string TestSecret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

    [Theory]
    [InlineData("user.created", "{}", ChangeKind.Upsert)]
    [InlineData("user.active_changed", """{"current":false,"previous":true}""", ChangeKind.Delete)]
    [InlineData("user.active_changed", """{"current":true,"previous":false}""", ChangeKind.Upsert)]
    [InlineData("user.deleted", "{}", ChangeKind.Delete)]
    [InlineData("organization.deleted", "{}", ChangeKind.Delete)]
    [InlineData("ticket.soft_deleted", "{}", ChangeKind.Delete)]
    [InlineData("ticket.permanently_deleted", "{}", ChangeKind.Delete)]
    [InlineData("ticket.undeleted", "{}", ChangeKind.Upsert)]
    public void What_is_gone_is_deleted_and_may_come_back(string type, string change, ChangeKind expected)
    {
        var read = One(Event(type, change: change));
        Assert.Equal((expected, "7"), (read.Kind, read.Record.Key));
        Assert.False(read.Privacy);
    }

    [Theory]
    [InlineData("user.name_changed", "\"Ada Lovelace\"", "lastName", "\"Lovelace\"")]
    [InlineData("user.notes_changed", "\"kind\"", "notes", "\"kind\"")]
    [InlineData("user.role_changed", "\"agent\"", "role", "\"agent\"")]
    [InlineData("organization.name_changed", "\"Acme\"", "name", "\"Acme\"")]
    [InlineData("ticket.priority_changed", "\"HIGH\"", "priority", "\"high\"")]
    public void The_attribute_that_changed_joins_what_the_event_tells_anyway(string type, string current, string field, string expected)
    {
        var change = One(Event(type, """{"id":"7","role":"end-user"}""", $$"""{"current":{{current}},"previous":null}"""));
        Assert.Equal(expected, Assert.Single(change.Fields, f => f.Name == field).Value.Json);
    }

    [Fact]
    public void A_custom_field_is_found_by_its_key_where_the_mapping_asks_for_it()
    {
        var reading = OneDelivery.Read<ZendeskConnector>(
            Event("user.custom_field_changed", change: """{"current":"gold","previous":null,"field":{"id":"1","key":"tier"}}"""),
            mapping: """{"objects":{"contact":{"fields":[{"from":"custom_fields.tier","to":"tier"}]}}}""");
        Assert.Equal("\"gold\"", Assert.Single(Assert.Single(reading.Changes).Fields, f => f.Name == "tier").Value.Json);
    }

    [Theory]
    [InlineData("""{"identity":{"id":"1","type":"email","value":"Second@Example.com"}}""", "second@example.com")]
    [InlineData("""{"type":"phone_number","value":"+49 30 901820"}""", "+4930901820")]
    public void A_further_identity_leads_to_the_user_beside_the_first(string change, string expected)
    {
        var read = One(Event("user.identity_created", """{"id":"7","email":"first@example.com"}""", change));
        Assert.Equal(ChangeKind.Upsert, read.Kind);
        Assert.Equal([expected, "first@example.com"], read.Identifiers.Select(i => i.Value));
    }

    [Fact]
    public void A_changed_identity_keeps_both_and_a_deleted_one_is_history()
    {
        var changed = One(Event("user.identity_changed", """{"id":"7"}""", """{"current":{"type":"email","value":"new@example.com"},"previous":{"type":"email","value":"old@example.com"}}"""));
        Assert.Equal(["new@example.com", "old@example.com"], changed.Identifiers.Select(i => i.Value));
        var deleted = One(Event("user.identity_deleted", """{"id":"7"}""", """{"identity":{"type":"email","value":"old@example.com"}}"""));
        Assert.Equal(("identity_deleted", """{"type":"email"}"""), (deleted.Event?.Name, deleted.Event?.Properties.Json));
    }

    [Theory]
    [InlineData("{}", "7", "8")]
    [InlineData("""{"mergedUser":"survivor"}""", "8", "7")]
    public void Which_of_two_users_stays_is_the_sources_to_say(string options, string kept, string absorbed)
    {
        var change = One(Event("user.merged", change: """{"user":{"id":"8"}}"""), options);
        Assert.Equal((ChangeKind.Merge, kept, absorbed), (change.Kind, change.Record.Key, Assert.Single(change.MergedKeys)));
    }

    [Fact]
    public void A_ticket_hangs_on_its_requester_and_its_words_stay_at_Zendesk()
    {
        var reading = OneDelivery.Read<ZendeskConnector>(
            Event("ticket.created", $$"""{"id":"7","requester_id":"3","status":"NEW","description":"{{Canary}}"}"""),
            mapping: """{"objects":{"ticket":{"unmapped":"keep"}}}""");
        Assert.Equal(("external:crm:contact", "3"), Assert.Single(reading.Changes).Identifiers[0] is var i ? (i.Type, i.Value) : default);
        Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user.password_changed")]
    [InlineData("user.group_membership_created")]
    [InlineData("article.published")]
    public void What_says_nothing_of_a_customer_is_acknowledged_and_counted(string type) =>
        Assert.Equal([$"zen:event-type:{type}"], OneDelivery.Read<ZendeskConnector>(Event(type)).Ignored);

    [Fact]
    public void A_type_may_have_a_stroke_behind_its_prefix() =>
        Assert.Equal("7", One(Event("user.created").Replace("event-type:", "event-type/", StringComparison.Ordinal)).Record.Key);

    [Fact]
    public void A_triggers_body_in_the_form_of_the_README_is_a_ticket()
    {
        var change = One("""{"object":"ticket","action":"updated","time":"2026-01-01T09:30:00+01:00","record":{"id":"35436","subject":"Help","status":"Open","requester_id":"3"}}""");
        Assert.Equal((new RecordRef("ticket", "35436"), new DateTimeOffset(2026, 1, 1, 8, 30, 0, TimeSpan.Zero)), (change.Record, change.OccurredAt));
        Assert.Contains("README", Assert.Single(OneDelivery.Read<ZendeskConnector>("""{"ticket":{"id":1}}""").Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_another_account_waits_in_quarantine() =>
        Assert.Single(OneDelivery.Read<ZendeskConnector>(Event("user.created"), """{"account":"99"}""").Rejected);

    [Fact]
    public void The_secret_that_every_customer_tests_with_proves_nothing()
    {
        var body = Event("user.created");
        var request = OneDelivery.Request(body);
        var headers = new ZendeskConnector().Sign(new("POST", request.Url, request.Body, "m"), TestSecret, OneDelivery.Now);
        request = request with { Headers = headers };
        SecretValue[] test = [new(TestSecret)];
        Assert.Equal(WebhookVerdict.NoSecret, OneDelivery.Bind<ZendeskConnector>().Verify(request, test, OneDelivery.Now));
        Assert.Equal(WebhookVerdict.Mismatch, OneDelivery.Bind<ZendeskConnector>().Verify(request, [new("real"), .. test], OneDelivery.Now));
        Assert.Equal(WebhookVerdict.Genuine, OneDelivery.Bind<ZendeskConnector>("""{"testSecret":true}""").Verify(request, test, OneDelivery.Now));
    }

    private static Change One(string body, string options = "{}") => Assert.Single(OneDelivery.Read<ZendeskConnector>(body, options).Changes);

    private static string Event(string type, string detail = """{"id":"7","email":"ada@example.com"}""", string change = "{}") =>
        $$"""{"type":"zen:event-type:{{type}}","account_id":12,"id":"e-1","time":"2026-01-01T00:00:00Z","zendesk_event_version":"2022-06-20","subject":"zen:user:7","detail":{{detail}},"event":{{change}}}""";
}
