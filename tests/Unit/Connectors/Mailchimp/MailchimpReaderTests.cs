using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mailchimp;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.Mailchimp;

public sealed class MailchimpReaderTests
{
    private const string Head = "fired_at=2026-01-01+07:35:57&data[list_id]=a1";

    private static readonly VendorSource<MailchimpConnector> Mailchimp = new();

    [Fact]
    public void A_person_at_a_new_address_stays_one_record_that_both_addresses_lead_to()
    {
        var before = Mailchimp.Change($"type=subscribe&{Head}&data[email]=Old@Example.com");
        var moved = Mailchimp.Change($"type=upemail&{Head}&data[new_id]=50696b797a&data[new_email]=new@example.com&data[old_email]=old@example.com");
        Assert.Equal(ChangeKind.Merge, moved.Kind);
        Assert.Equal([before.Record.Key], moved.MergedKeys);
        Assert.Contains(new Identifier("email", "old@example.com"), moved.Identifiers);
        Assert.Contains(new Identifier("email", "new@example.com"), moved.Identifiers);
        Assert.Equal(moved.Record, Mailchimp.Change($"type=profile&{Head}&data[email]=new@example.com").Record);
    }

    [Fact]
    public void A_cleaned_address_is_the_same_record_though_it_comes_without_an_id() => Assert.Equal(
        Mailchimp.Change($"type=subscribe&{Head}&data[id]=7&data[email]=ada@example.com").Record,
        Mailchimp.Change($"type=cleaned&{Head}&data[reason]=hard&data[email]=ADA@example.com").Record);

    [Fact]
    public void The_same_address_in_another_audience_is_another_record() => Assert.NotEqual(
        Mailchimp.Change($"type=subscribe&{Head}&data[email]=ada@example.com").Record,
        Mailchimp.Change($"type=subscribe&{Head}b&data[email]=ada@example.com").Record);

    [Theory]
    [InlineData("subscribe", "", "mailchimp_a1 Granted")]
    [InlineData("profile", "", "")]
    [InlineData("unsubscribe", "&data[reason]=manual", "mailchimp_a1 Withdrawn")]
    [InlineData("unsubscribe", "&data[reason]=abuse", "mailchimp_a1 Withdrawn,marketing Withdrawn")]
    [InlineData("cleaned", "&data[reason]=hard", "")]
    [InlineData("cleaned", "&data[reason]=abuse", "mailchimp_a1 Withdrawn,marketing Withdrawn")]
    public void Only_what_a_person_said_is_a_consent(string type, string more, string consents)
    {
        var change = Mailchimp.Change($"type={type}&{Head}&data[email]=ada@example.com{more}");
        Assert.Equal(consents, string.Join(',', change.Consents.Select(c => $"{c.Purpose} {c.State}")));
        Assert.All(change.Consents, c => Assert.Equal("email", c.Channel));
    }

    [Theory]
    [InlineData("hard", "\"bounced\"")]
    [InlineData("abuse", "\"complained\"")]
    public void A_cleaned_address_says_so_in_a_field(string reason, string status) =>
        Assert.Equal(status, Assert.Single(Mailchimp.Change($"type=cleaned&{Head}&data[reason]={reason}&data[email]=a@example.com").Fields, f => f.Name == "emailStatus").Value.Json);

    [Fact]
    public void A_member_who_was_deleted_is_refused_and_gone()
    {
        var changes = Mailchimp.Read($"type=unsubscribe&{Head}&data[action]=delete&data[email]=ada@example.com").Changes;
        Assert.Equal([ChangeKind.Consent, ChangeKind.Delete], changes.Select(c => c.Kind));
        Assert.Equal(ConsentState.Withdrawn, Assert.Single(changes[0].Consents).State);
        Assert.Equal(2, changes.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public void An_audience_is_known_by_the_purpose_that_the_source_gives_it()
    {
        var named = new VendorSource<MailchimpConnector>("""{"lists":{"a1":"newsletter"}}""");
        Assert.Equal("newsletter", Assert.Single(named.Change($"type=subscribe&{Head}&data[email]=ada@example.com").Consents).Purpose);
    }

    [Fact]
    public void No_ip_address_is_kept() =>
        Mailchimp.AssertNowhere("10.20.10.30", $"type=subscribe&{Head}&data[email]=ada@example.com&data[ip_opt]=10.20.10.30&data[ip_signup]=10.20.10.30");

    [Fact]
    public void The_time_is_in_utc() =>
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 7, 35, 57, TimeSpan.Zero), Mailchimp.Change($"type=profile&{Head}&data[email]=a@example.com").OccurredAt);

    [Fact]
    public void A_rejected_form_waits_as_the_form_that_it_is()
    {
        const string Body = "type=subscribe&data[email]=ada@example.com";
        Assert.Equal(Body, Encoding.UTF8.GetString(Assert.Single(Mailchimp.Read(Body).Rejected).Raw.Span));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("POST", false)]
    public void The_probe_is_answered_without_the_secret(string method, bool answered)
    {
        var handshake = Assert.IsType<IWebhookHandshake>(Mailchimp.Source, exactMatch: false);
        var answer = handshake.Handshake(VendorSource<MailchimpConnector>.Request("", method: method), [], VendorSource<MailchimpConnector>.Now);
        Assert.Equal(answered ? 200 : null, answer?.Status);
    }

    [Fact]
    public void The_secret_may_stand_under_another_name()
    {
        var source = new VendorSource<MailchimpConnector>("""{"verification":{"kind":"query","name":"key"}}""").Source;
        Assert.Equal(WebhookVerdict.Genuine, Verify(source, "?key=s3"));
        Assert.Equal(WebhookVerdict.Missing, Verify(source, "?token=s3"));
    }

    [Fact]
    public void A_purpose_that_is_none_is_a_mistake() =>
        Assert.Contains(VendorSource<MailchimpConnector>.Mistakes("""{"lists":{"a1":"-"}}"""), m => m.Contains("$.options.lists.a1", StringComparison.Ordinal));

    private static WebhookVerdict Verify(IWebhookSource source, string query) => source.Verify(
        VendorSource<MailchimpConnector>.Request("", $"https://cdi.example.com/hooks/x{query}"), [new SecretValue("s3")], VendorSource<MailchimpConnector>.Now);
}
