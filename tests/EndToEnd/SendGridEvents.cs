using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What SendGrid reports goes to the person's timeline, and an unsubscription takes a consent away.</summary>
[Collection(IntakeTests.Name)]
public sealed class SendGridEvents(IntakeApp intake)
{
    [Fact]
    public async Task Signed_events_stand_on_the_timeline_and_an_unsubscription_is_a_withdrawn_consent_with_its_evidence()
    {
        var person = Person.New();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-3);
        await intake.App.HubSpot.TellAsync(HubSpotVendor.Contact(person, at.AddDays(-1)));
        var id = (await intake.App.Api.WaitForAsync(person)).Id();

        await intake.App.SendGrid.TellAsync(
            SendGridVendor.Event(person, "delivered", $"sg-{person.Number}-1", at),
            SendGridVendor.Event(person, "open", $"sg-{person.Number}-2", at.AddMinutes(1)),
            SendGridVendor.Event(person, "unsubscribe", $"sg-{person.Number}-3", at.AddMinutes(2)));

        var profile = await intake.App.Api.WaitForAsync(person, p => p.Consent("marketing") is not null);
        Assert.Equal(id, profile.Id());
        var consent = profile.Consent("marketing")!.Value;
        Assert.Equal("Withdrawn", consent.Text("state"));
        Assert.Equal("email", consent.Text("channel"));
        Assert.Equal("sendgrid", consent.Text("source"));
        Assert.Contains($"sg-{person.Number}-3", consent.Text("evidence"), StringComparison.Ordinal);
        var timeline = await intake.App.Api.TimelineAsync(id);
        Assert.Contains(timeline, e => e.Text("event") == "email_delivered" && e.Text("source") == "sendgrid");
        Assert.Contains(timeline, e => e.Text("event") == "email_opened");
    }
}
