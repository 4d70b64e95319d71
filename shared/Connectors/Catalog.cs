using System.Collections.Frozen;

namespace ServerlessCdi.Connectors;

/// <summary>Every connector there is: a vendor is one line here and one folder beside it.</summary>
public static class Catalog
{
    public static IReadOnlyList<IConnector> All { get; } =
    [
        new Asana.AsanaConnector(),
        new Braze.BrazeConnector(),
        new CustomerIo.CustomerIoConnector(),
        new Dataverse.DataverseConnector(),
        new HubSpot.HubSpotConnector(),
        new Intercom.IntercomConnector(),
        new Iterable.IterableConnector(),
        new Klaviyo.KlaviyoConnector(),
        new MParticle.MParticleConnector(),
        new Mailchimp.MailchimpConnector(),
        new Mandrill.MandrillConnector(),
        new OneTrust.OneTrustConnector(),
        new Pipedrive.PipedriveConnector(),
        new Postscript.PostscriptConnector(),
        new RudderStack.RudderStackConnector(),
        new Salesforce.SalesforceConnector(),
        new Segment.SegmentConnector(),
        new SegmentWebhook.SegmentWebhookConnector(),
        new SendGrid.SendGridConnector(),
        new Shopify.ShopifyConnector(),
        new Slack.SlackConnector(),
        new StandardWebhooks.StandardWebhooksConnector(),
        new Stripe.StripeConnector(),
        new TrustArc.TrustArcConnector(),
        new Twilio.TwilioConnector(),
        new Zendesk.ZendeskConnector(),
        new ZohoCrm.ZohoCrmConnector(),
    ];

    private static readonly FrozenDictionary<string, IConnector> ByKey = All.ToFrozenDictionary(c => c.Manifest.Key, StringComparer.Ordinal);

    /// <summary>The connector with this key, or null.</summary>
    public static IConnector? Find(string key) => ByKey.GetValueOrDefault(key);
}
