using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.MParticle;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.MParticle;

public sealed class MParticleReaderTests
{
    private const string Canary = "canary-token-7f3a";

    [Fact]
    public void Ids_of_64_bits_stay_as_they_are_written()
    {
        var reading = Read("""{"mpid":-9223372036854775807,"events":[{"event_type":"custom_event","data":{"event_name":"a","event_id":-1586912177303106601}}]}""");
        var change = Assert.Single(reading.Changes);
        Assert.Equal(("-9223372036854775807", "-1586912177303106601"), (change.Record.Key, change.Id));
    }

    [Theory]
    [InlineData("""[{"identity_type":"customer_id","identity":"c1"},{"identity_type":"email","identity":"Ada@example.com"},{"identity_type":"other_id_2","identity":"x"}]""")]
    [InlineData("""{"customer_id":"c1","email":"Ada@example.com","other_id_2":"x"}""")]
    public void Identities_are_read_from_a_list_as_from_an_object(string identities)
    {
        var change = One($$"""{"mpid":1,"user_identities":{{identities}}}""");
        Identifier[] expected = [new(Identifier.Email, "ada@example.com"), new(Identifier.UserId, "c1"), new("mparticle_other_id_2", "x")];
        Assert.Equal(expected.Order(), change.Identifiers.Order());
        Assert.Equal("ada@example.com", change.Fields.Single(f => f.Name == "email").Value.AsText());
    }

    [Fact]
    public void A_batch_without_an_mpid_is_about_the_customers_own_id() =>
        Assert.Equal("customer_id:c1", One("""{"mpid":0,"user_identities":{"customer_id":"c1"}}""").Record.Key);

    [Fact]
    public void A_deleted_attribute_clears_its_field_unless_it_was_said_anew()
    {
        var fields = One("""{"mpid":1,"user_attributes":{"plan":"gold"},"deleted_user_attributes":["$city","nick","plan"]}""").Fields;
        Assert.Equal([("city", "null"), ("mparticle_nick", "null"), ("mparticle_plan", "\"gold\"")], fields.Select(f => (f.Name, f.Value.Json)).Order());
    }

    [Theory]
    [InlineData(""" "user_attribute_name":"$city","new":"Paris","old":"London","deleted":false""", "\"Paris\"")]
    [InlineData(""" "user_attribute_name":"$city","new":null,"old":"London","deleted":true""", "null")]
    public void A_change_of_one_attribute_says_that_one(string data, string json)
    {
        var change = One($$$"""{"mpid":1,"events":[{"event_type":"user_attribute_change","data":{"event_id":5,{{{data}}}}}]}""");
        Assert.Equal((ChangeKind.Upsert, "5"), (change.Kind, change.Id));
        Assert.Equal(("city", json), change.Fields.Select(f => (f.Name, f.Value.Json)).Single());
    }

    [Fact]
    public void After_a_change_of_identity_both_lead_to_the_person()
    {
        var change = One("""{"mpid":1,"events":[{"event_type":"user_identity_change","data":{"event_id":5,"new":{"identity_type":"email","identity":"new@example.com"},"old":{"identity_type":"email","identity":"old@example.com"}}}]}""");
        Assert.Equal(["new@example.com", "old@example.com"], change.Identifiers.Select(i => i.Value));
        Assert.Equal("new@example.com", change.Fields.Single().Value.AsText());
    }

    [Fact]
    public void Each_consent_counts_from_its_own_time()
    {
        var changes = Read("""{"mpid":1,"timestamp_unixtime_ms":1600000000000,"consent_state":{"gdpr":{"a":{"consented":true,"timestamp_unixtime_ms":1523039002083},"b":{"consented":false}}}}""").Changes;
        Assert.Equal([("a", ConsentState.Granted), ("b", ConsentState.Denied)], changes.Select(c => (c.Consents[0].Purpose, c.Consents[0].State)));
        Assert.Equal([1523039002083, 1600000000000], changes.Select(c => c.OccurredAt.ToUnixTimeMilliseconds()));
        Assert.All(changes, c => Assert.Equal((ChangeKind.Consent, "gdpr"), (c.Kind, c.Consents[0].Jurisdiction)));
    }

    [Fact]
    public void Consented_to_the_opt_out_means_that_nothing_may_be_sold()
    {
        var consent = Assert.Single(One("""{"mpid":1,"consent_state":{"ccpa":{"data_sale_opt_out":{"consented":true}}}}""").Consents);
        Assert.Equal(("data_sale", "*", ConsentState.Withdrawn, "ccpa"), (consent.Purpose, consent.Channel, consent.State, consent.Jurisdiction));
        Assert.Empty(Read("""{"mpid":1,"consent_state":{"ccpa":{"data_sale_opt_out":{"consented":false}}}}""").Changes);
    }

    [Fact]
    public void Who_opts_out_is_not_to_be_analysed()
    {
        var change = One("""{"mpid":1,"events":[{"event_type":"opt_out","data":{"event_id":5,"is_opted_out":true}}]}""");
        Assert.Equal((ChangeKind.Consent, "analytics", ConsentState.Withdrawn), (change.Kind, change.Consents[0].Purpose, change.Consents[0].State));
        Assert.Equal(["opt_out"], Read("""{"mpid":1,"events":[{"event_type":"opt_out","data":{"event_id":5,"is_opted_out":false}}]}""").Ignored);
    }

    [Theory]
    [InlineData(""" "product_action":{"action":"add_to_cart"}""", "Add To Cart")]
    [InlineData(""" "promotion_action":{"action":"click"}""", "Promotion Click")]
    [InlineData(""" "product_impressions":[]""", "Product Impression")]
    public void A_commerce_event_has_the_name_of_its_action(string data, string name) =>
        Assert.Equal(name, One($$$"""{"mpid":1,"events":[{"event_type":"commerce_event","data":{{{{data}}}}}]}""").Event!.Name); // a commerce event is an event

    [Fact]
    public void An_alias_request_merges_the_first_user_into_the_second()
    {
        var change = One("""{"request_id":"r1","request_type":"alias","environment":"production","api_key":"canary","data":{"source_mpid":11,"destination_mpid":12,"start_unixtime_ms":1,"end_unixtime_ms":1540483995300}}""");
        Assert.Equal((ChangeKind.Merge, "12", "r1"), (change.Kind, change.Record.Key, change.Id));
        Assert.Equal(["11"], change.MergedKeys);
    }

    [Fact]
    public void A_status_of_a_privacy_request_is_noted_about_nobody_and_answered_202()
    {
        const string Body = """{"controller_id":"1","expected_completion_time":"2018-11-01T15:00:01Z","status_callback_url":"https://x.example/CANARY","subject_request_id":"a7551968-d5d6-44b2-9831-815ac9017798","request_status":"pending","results_url":"https://x.example/CANARY"}""";
        var source = OneDelivery.Bind<MParticleConnector>();
        var reading = source.Read(OneDelivery.Request(Body, ("X-OpenDSR-Processor-Domain", "opendsr.mparticle.com")));
        var change = Assert.Single(reading.Changes);
        Assert.Equal(("privacy_request", "a7551968-d5d6-44b2-9831-815ac9017798"), (change.Record.Object, change.Record.Key));
        Assert.Equal(["status", "expectedAt"], change.Fields.Select(f => f.Name));
        Assert.Empty(change.Identifiers);
        Assert.Equal("privacy_request_status", change.Event?.Name);
        Assert.DoesNotContain("CANARY", OneDelivery.Everything(reading), StringComparison.Ordinal);
        Assert.Equal(202, source.Accepted(reading).Status);
        Assert.Equal(200, source.Accepted(Read("""{"mpid":1,"user_attributes":{"a":1}}""")).Status);
    }

    [Fact]
    public void A_status_that_comes_again_is_the_same_change_and_the_next_is_another()
    {
        static string Status(string status) => One($$"""{"subject_request_id":"a7551968","request_status":"{{status}}"}""").Id;
        Assert.Equal(Status("pending"), Status("pending"));
        Assert.NotEqual(Status("pending"), Status("completed"));
    }

    [Fact]
    public void An_event_that_cannot_be_understood_lets_the_others_go_on()
    {
        var reading = Read("""{"mpid":1,"events":[{"data":{}},{"event_type":"screen_view","data":{"screen_name":"Home"}}]}""");
        Assert.Equal("Screen View", Assert.Single(reading.Changes).Event?.Name);
        Assert.StartsWith("events[0]: ", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_batch_without_a_word_in_a_list_is_counted() =>
        Assert.Equal(["batch without events"], Read("""[{"mpid":1,"user_attributes":{"a":1}},{"mpid":2,"events":[]}]""").Ignored);

    [Fact]
    public void Single_events_that_repeat_the_same_attributes_are_one_change()
    {
        static string Upsert(int id) => Read($$$"""{"mpid":1,"batch_id":9,"user_attributes":{"a":1},"events":[{"event_type":"screen_view","data":{"event_id":{{{id}}}}}]}""").Changes[0].Id;
        Assert.Equal(Upsert(1), Upsert(2));
    }

    [Fact]
    public void Tokens_are_kept_nowhere()
    {
        string[] bodies =
        [
            $$$"""{"mpid":1,"user_attributes":{"password":"{{{Canary}}}","access_token":"{{{Canary}}}","a":1},"device_info":{"push_token":"{{{Canary}}}"}}""",
            $$$"""{"mpid":1,"events":[{"event_type":"custom_event","data":{"event_name":"a","custom_attributes":{"apiKey":"{{{Canary}}}","url":"https://a.example/?t={{{Canary}}}"},"registration_token":"{{{Canary}}}"}}]}""",
            $$$"""{"mpid":1,"events":[{"event_type":"push_message","data":{"push_message_token":"{{{Canary}}}","push_message_type":"received","message":"{{{Canary}}}"}}]}""",
        ];
        foreach (var body in bodies)
        {
            var reading = Read(body);
            Assert.NotEmpty(reading.Changes);
            Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
        }
    }

    private static Change One(string body) => Assert.Single(Read(body).Changes);

    private static WebhookReading Read(string body) => OneDelivery.Read<MParticleConnector>(body);
}
