using System.Collections.Frozen;

namespace ServerlessCdi.Connectors.Braze;

/// <summary>What Braze's message events are called on the timeline.</summary>
internal static class BrazeEvents
{
    private const string Prefix = "users.messages.";

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["email.Send"] = "email_sent",
        ["email.Delivery"] = "email_delivered",
        ["email.Deferral"] = "email_deferred",
        ["email.Open"] = "email_opened",
        ["email.Click"] = "email_clicked",
        ["email.Bounce"] = "email_bounced",
        ["email.SoftBounce"] = "email_bounced",
        ["email.MarkAsSpam"] = "email_marked_as_spam",
        ["email.Unsubscribe"] = "email_unsubscribed",
        ["sms.Send"] = "sms_sent",
        ["sms.Delivery"] = "sms_delivered",
        ["sms.DeliveryFailure"] = "sms_failed",
        ["sms.Rejection"] = "sms_rejected",
        ["sms.InboundReceive"] = "sms_received",
        ["sms.ShortLinkClick"] = "sms_clicked",
        ["whatsapp.Send"] = "whatsapp_sent",
        ["whatsapp.Delivery"] = "whatsapp_delivered",
        ["whatsapp.Failure"] = "whatsapp_failed",
        ["whatsapp.Read"] = "whatsapp_read",
        ["whatsapp.Click"] = "whatsapp_clicked",
        ["whatsapp.InboundReceive"] = "whatsapp_received",
        ["pushnotification.Send"] = "push_sent",
        ["pushnotification.Open"] = "push_opened",
        ["pushnotification.Bounce"] = "push_bounced",
        ["inappmessage.Impression"] = "in_app_shown",
        ["inappmessage.Click"] = "in_app_clicked",
        ["contentcard.Impression"] = "content_card_shown",
        ["contentcard.Click"] = "content_card_clicked",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null for an event that is not wanted.</summary>
    public static string? NameOf(string type) => type.StartsWith(Prefix, StringComparison.Ordinal) ? Names.GetValueOrDefault(type[Prefix.Length..]) : null;
}
