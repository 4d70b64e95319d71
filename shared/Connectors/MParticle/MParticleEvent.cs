using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.TrackEvents;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.MParticle;

/// <summary>What one of a batch's events is called on the timeline, and what is kept of it.</summary>
internal static class MParticleEvent
{
    private const int MaxName = 200;

    /// <summary>
    /// Members beside the customer's own attributes. What tells of the device, its network and its place is left out, and so are
    /// the tokens of push registrations and the texts of messages.
    /// </summary>
    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.Ordinal,
        "custom_event_type", "screen_name", "activity_type", "product_action", "promotion_action", "product_impressions", "currency_code",
        "is_non_interactive", "session_duration_ms", "application_transition_type", "is_first_run", "is_upgrade", "push_message_type", "network",
        "application_state", "action_identifier");

    /// <summary>Null where the event's type is not wanted on the timeline, or a custom event has no usable name.</summary>
    public static EventDetail? Of(string type, JsonElement data) => NameOf(type, data) is { Length: > 0 and <= MaxName } name
        ? new(name, SafeProperties.Of(SafeProperties.Members(data.Member("custom_attributes"u8)).Concat(SafeProperties.Members(data).Where(m => Kept.Contains(m.Name)))))
        : null;

    private static string? NameOf(string type, JsonElement data) => type switch
    {
        "custom_event" => data.Text("event_name"u8),
        "commerce_event" => data.Member("product_action"u8).Text("action"u8) is { } action ? Words(action)
            : data.Member("promotion_action"u8).Text("action"u8) is { } promotion ? $"Promotion {Words(promotion)}"
            : "Product Impression",
        "screen_view" or "session_start" or "session_end" or "uninstall" or "application_state_transition" or "push_message" => Words(type),
        _ => null,
    };

    /// <summary><c>add_to_cart</c> is <c>Add To Cart</c>.</summary>
    private static string Words(string name) => string.Join(
        ' ',
        name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
