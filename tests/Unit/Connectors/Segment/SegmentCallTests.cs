using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using static ServerlessCdi.Tests.Unit.Connectors.Segment.SegmentRig;

namespace ServerlessCdi.Tests.Unit.Connectors.Segment;

public sealed class SegmentCallTests
{
    [Fact]
    public void An_identify_call_says_fields_and_everything_that_leads_to_the_person()
    {
        var change = One("identify", """
            {
              "userId": "u-1", "anonymousId": "v-1", "messageId": "m-1", "timestamp": "2026-11-22T15:59:58.123Z",
              "traits": {
                "email": "Ada@Example.COM", "phone": "020 7946 0018", "firstName": "Ada", "last_name": "Lovelace", "title": "Countess",
                "company": {"name": "Engines", "employee_count": 3, "motto": "more"},
                "address": {"city": "London", "country": "GB", "postalCode": "W1"},
                "plan": "pro", "tags": ["b", "a"], "nickname": null
              },
              "context": {
                "device": {"id": "D-1"},
                "externalIds": [
                  {"id": "ga-1", "type": "ga_client_id", "collection": "users", "encoding": "none"},
                  {"id": "x-1", "type": "external:hubspot:contact", "collection": "users", "encoding": "none"},
                  {"id": "g-1", "type": "group_id", "collection": "users"},
                  {"id": "a-1", "type": "account", "collection": "accounts"},
                  {"id": "h-1", "type": "hashed", "encoding": "sha256"}
                ]
              },
              "integrations": {"All": false}
            }
            """);

        Assert.Equal(("m-1", "site", ChangeKind.Upsert), (change.Id, change.Source, change.Kind));
        Assert.Equal(new RecordRef("contact", "u-1"), change.Record);
        Assert.Equal(
            [
                "user_id=u-1", "anonymous_id=v-1", "email=ada@example.com", "phone=+442079460018", "device_id=D-1",
                "ga_client_id=ga-1", "external_hubspot_contact=x-1",
            ],
            Identifiers(change));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["email"] = "\"Ada@Example.COM\"",
                ["phone"] = "\"020 7946 0018\"",
                ["firstName"] = "\"Ada\"",
                ["lastName"] = "\"Lovelace\"",
                ["jobTitle"] = "\"Countess\"",
                ["company"] = "\"Engines\"",
                ["employeeCount"] = "3",
                ["company.motto"] = "\"more\"",
                ["city"] = "\"London\"",
                ["country"] = "\"GB\"",
                ["postalCode"] = "\"W1\"",
                ["plan"] = "\"pro\"",
                ["tags"] = "[\"b\",\"a\"]",
                ["nickname"] = "null",
            },
            Fields(change));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 15, 59, 58, 123, TimeSpan.Zero), change.OccurredAt);
        Assert.Null(change.Event);
        Assert.Empty(change.Consents);
    }

    [Fact]
    public void A_visitor_without_a_user_id_is_a_record_of_its_own()
    {
        var change = One("identify", """{"userId":"null","anonymousId":"v-1","traits":{"firstName":"Ada"}}""");

        Assert.Equal(new RecordRef("contact", "anonymous:v-1"), change.Record);
        Assert.Equal(["anonymous_id=v-1"], Identifiers(change));
    }

    [Fact]
    public void The_traits_of_a_mobile_library_stand_in_the_context() =>
        Assert.Equal("\"Ada\"", Fields(One("i", """{"userId":7,"context":{"traits":{"firstname":"Ada"}}}"""))["firstName"]);

    [Fact]
    public void The_canonical_spelling_counts_where_two_stand_side_by_side()
    {
        Assert.Equal("\"Ada\"", Fields(One("identify", """{"userId":"u","traits":{"firstName":"Ada","first_name":"A."}}"""))["firstName"]);
        Assert.Equal("\"Ada\"", Fields(One("identify", """{"userId":"u","traits":{"first_name":"A.","firstName":"Ada"}}"""))["firstName"]);
    }

    [Fact]
    public void A_track_call_is_an_event_whose_context_traits_lead_to_the_person()
    {
        var change = One("track", """
            {"anonymousId":"v-1","event":"Order Completed","properties":{"total":9.50,"currency":"GBP"},"context":{"traits":{"email":"a@b.co","firstName":"A"}}}
            """);

        Assert.Equal(ChangeKind.Event, change.Kind);
        Assert.Equal("Order Completed", change.Event!.Name);
        Assert.Equal("""{"currency":"GBP","total":9.5}""", change.Event.Properties.Json);
        Assert.Equal(["anonymous_id=v-1", "email=a@b.co"], Identifiers(change));
        Assert.Empty(change.Fields);
    }

    [Theory]
    [InlineData("page", """{"userId":"u","name":"Home","category":"Docs","properties":{"url":"/"}}""", """{"category":"Docs","name":"Home","url":"/"}""")]
    [InlineData("screen", """{"userId":"u","name":"Home","properties":{"name":"Start"}}""", """{"name":"Start"}""")]
    [InlineData("page", """{"userId":"u"}""", "{}")]
    public void A_view_is_an_event_that_keeps_its_name(string type, string body, string properties)
    {
        var change = One(type, body);

        Assert.Equal(type, change.Event!.Name);
        Assert.Equal(properties, change.Event.Properties.Json);
    }

    [Fact]
    public void A_group_call_is_an_event_and_the_persons_group()
    {
        var change = One("group", """{"userId":"u","groupId":"g-1","traits":{"name":"Engines","email":"info@engines.co"}}""");

        Assert.Equal(ChangeKind.Event, change.Kind);
        Assert.Equal("""{"groupId":"g-1","traits":{"email":"info@engines.co","name":"Engines"}}""", change.Event!.Properties.Json);
        Assert.Equal("\"g-1\"", Fields(change)["groupId"]);
        Assert.Equal(["user_id=u"], Identifiers(change));
    }

    [Fact]
    public void An_alias_call_ties_the_former_id_whichever_kind_it_was()
    {
        var change = One("alias", """{"userId":"u-2","previousId":"u-1"}""");

        Assert.Equal(ChangeKind.Upsert, change.Kind);
        Assert.Equal(new RecordRef("contact", "u-2"), change.Record);
        Assert.Equal(["user_id=u-2", "anonymous_id=u-1", "user_id=u-1"], Identifiers(change));
    }

    [Theory]
    [InlineData("identify", """{"traits":{"email":"a@b.co"}}""", "no userId")]
    [InlineData("identify", """{"userId":"0000","anonymousId":"-1"}""", "no userId")]
    [InlineData("track", """{"userId":"u"}""", "no event")]
    [InlineData("group", """{"userId":"u"}""", "no groupId")]
    [InlineData("alias", """{"userId":"u"}""", "no previousId")]
    [InlineData("alias", """{"anonymousId":"v","previousId":"u"}""", "no userId")]
    [InlineData("identify", """{"userId":"u","traits":["email"]}""", "not an object")]
    [InlineData("identify", """{"userId":"u","traits":{" ":1}}""", "no name")]
    [InlineData("track", """{"userId":"\udc00","event":"E"}""", "surrogate")]
    [InlineData("track", """{"userId":"u","event":"E","context":{"consent":{"categoryPreferences":{"A":"yes"}}}}""", "categoryPreferences")]
    [InlineData("batch", """{"batch":[{"userId":"u"}]}""", "type is missing")]
    [InlineData("batch", """{"batch":[{"userId":"u","type":"delete"}]}""", "type is missing, or none of")]
    [InlineData("batch", """{"batch":["identify"]}""", "not an object")]
    public void A_call_that_cannot_be_used_is_put_aside_with_a_reason(string route, string body, string reason) =>
        Assert.Contains(reason, Reason(route, body), StringComparison.Ordinal);

    [Fact]
    public void A_message_id_names_the_change_and_a_longer_one_is_hashed()
    {
        var longId = new string('m', 101);
        static string Body(string id, string sentAt) => $$"""{"userId":"u","event":"E","messageId":"{{id}}","sentAt":"{{sentAt}}"}""";

        Assert.Equal("m-1", One("track", Body("m-1", "2026-11-22T16:00:00Z")).Id);
        var hashed = One("track", Body(longId, "2026-11-22T16:00:00Z")).Id;
        Assert.StartsWith("sha256-", hashed, StringComparison.Ordinal);
        Assert.True(hashed.Length <= Change.MaxIdLength);
        Assert.Equal(hashed, One("track", Body(longId, "2026-11-22T16:00:09Z")).Id);
    }

    [Fact]
    public void Without_a_message_id_equal_calls_have_equal_ids()
    {
        var first = One("track", """{"userId":"u","event":"E"}""").Id;

        Assert.Equal(first, One("track", """{"userId":"u","event":"E"}""").Id);
        Assert.NotEqual(first, One("track", """{"userId":"u","event":"F"}""").Id);
    }

    [Fact]
    public void Segments_consent_preferences_hold_for_every_channel()
    {
        var change = One("track", """
            {"userId":"u","messageId":"m","event":"Segment Consent Preference Updated","context":{"consent":{"categoryPreferences":{"Analytics":true,"Advertising":false}}}}
            """);

        Assert.Equal(ChangeKind.Consent, change.Kind);
        Assert.Equal(
            [
                new ConsentEntry("Advertising", "*", ConsentState.Denied, Evidence: "m"),
                new ConsentEntry("Analytics", "*", ConsentState.Granted, Evidence: "m"),
            ],
            change.Consents);
    }

    [Fact]
    public void RudderStacks_consent_lists_hold_too_and_a_denial_outranks_a_grant()
    {
        var change = One("page", """
            {"userId":"u","context":{"consentManagement":{"provider":"oneTrust","allowedConsentIds":["C1","C2"],"deniedConsentIds":["C2","C3"]}}}
            """);

        Assert.Equal(["C1=Granted", "C2=Denied", "C3=Denied"], change.Consents.Select(c => $"{c.Purpose}={c.State}"));
        Assert.NotNull(change.Event);
    }
}
