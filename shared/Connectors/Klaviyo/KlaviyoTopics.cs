using System.Collections.Frozen;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Klaviyo;

/// <summary>What Klaviyo's topics mean here: a line on the timeline, a consent, the state of an address, or several of them.</summary>
/// <param name="Event">Null for a consent alone.</param>
/// <param name="Channel">Whose consent it is.</param>
/// <param name="EmailStatus">Empty text: cleared.</param>
internal sealed record KlaviyoTopics(string? Event, string? Channel = null, ConsentState? State = null, string? EmailStatus = null)
{
    public const string Prefix = "event:klaviyo.";

    private static readonly FrozenDictionary<string, KlaviyoTopics> Topics = new Dictionary<string, KlaviyoTopics>
    {
        ["received_email"] = new("email_delivered"),
        ["opened_email"] = new("email_opened"),
        ["clicked_email"] = new("email_clicked"),
        ["bounced_email"] = new("email_bounced"),
        ["dropped_email"] = new("email_dropped"),
        ["marked_email_as_spam"] = new("email_marked_as_spam", "email", ConsentState.Withdrawn, "complained"),
        ["subscribed_to_email_marketing"] = new(null, "email", ConsentState.Granted),
        ["unsubscribed_from_email_marketing"] = new(null, "email", ConsentState.Withdrawn),
        ["manually_suppressed_from_email_marketing"] = new("email_suppressed", "email", ConsentState.Withdrawn, "suppressed"),

        // That the account lifts its own ban is no yes of the person's.
        ["manually_unsuppressed_from_email_marketing"] = new("email_unsuppressed", EmailStatus: ""),
        ["updated_email_preferences"] = new("email_preferences_updated"),
        ["subscribed_to_list"] = new("list_subscribed"),
        ["unsubscribed_from_list"] = new("list_unsubscribed"),
        ["received_sms"] = new("sms_delivered"),
        ["sent_sms"] = new("sms_received"),
        ["clicked_sms"] = new("sms_clicked"),
        ["failed_to_deliver_sms"] = new("sms_failed"),
        ["subscribed_to_sms_marketing"] = new(null, "sms", ConsentState.Granted),
        ["unsubscribed_from_sms_marketing"] = new(null, "sms", ConsentState.Withdrawn),
        ["received_push"] = new("push_delivered"),
        ["opened_push"] = new("push_opened"),
        ["bounced_push"] = new("push_bounced"),
        ["submitted_review"] = new("review_submitted"),
        ["submitted_rating"] = new("rating_submitted"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> All => Topics.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null for a topic that is not wanted, such as a metric of the account's own.</summary>
    public static KlaviyoTopics? Find(string topic) =>
        topic.StartsWith(Prefix, StringComparison.Ordinal) ? Topics.GetValueOrDefault(topic[Prefix.Length..]) : null;
}
