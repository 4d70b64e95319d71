using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mailchimp;

namespace ServerlessCdi.Tests.Unit.Connectors.Mailchimp;

public sealed class MailchimpConformance : ConnectorConformance<MailchimpConnector>
{
    /// <summary>The credential is in the URL.</summary>
    protected override IReadOnlyList<string> CredentialHeaders => [];

    protected override BodyForm Form => BodyForm.Form;

    protected override bool SignsBody => false;

    protected override string? EmptyBody => null;

    protected override string ValidBody =>
        "type=subscribe&fired_at=2026-01-01+07%3A35%3A57&data%5Bid%5D=8a25ff1d98&data%5Blist_id%5D=a6b5da1054&data%5Bemail%5D=Ada%40Example.com&data%5Bmerges%5D%5BFNAME%5D=Ada&data%5Bip_opt%5D=10.20.10.30";

    protected override string UnknownEventBody =>
        "type=campaign&fired_at=2026-01-01+07%3A35%3A57&data%5Bid%5D=5aa2102003&data%5Bsubject%5D=Test+Campaign&data%5Bstatus%5D=sent&data%5Blist_id%5D=a6b5da1054";

    protected override IEnumerable<WebhookRequest> WithCredential(WebhookRequest request, string? value)
    {
        var bare = request.Url.GetLeftPart(UriPartial.Path);
        yield return request with { Url = new Uri(value is null ? bare : $"{bare}?token={Uri.EscapeDataString(value)}") };
    }
}
