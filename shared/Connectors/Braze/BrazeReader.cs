using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Braze;

/// <summary>A batch of events, each about one user.</summary>
internal sealed class BrazeReader(BrazeOptions options, string? region, VendorMapping mapping) : IEventReader
{
    private const string Marketing = "marketing";

    private static readonly JsonElement Bounced = JsonElement.Parse("""{"email_status":"bounced"}""");
    private static readonly JsonElement Complained = JsonElement.Parse("""{"email_status":"complained"}""");

    private static readonly (string Name, string Member)[] Kept =
    [
        ("campaignId", "campaign_id"), ("campaign", "campaign_name"), ("canvasId", "canvas_id"), ("canvas", "canvas_name"), ("canvasStepId", "canvas_step_id"),
        ("variationId", "message_variation_id"), ("sendId", "send_id"), ("dispatchId", "dispatch_id"), ("platform", "platform"), ("groupId", "subscription_group_id"),
        ("bounceReason", "bounce_reason"), ("machineOpen", "machine_open"), ("productId", "product_id"), ("price", "price"), ("currency", "currency"),
    ];

    public string EventsAt => "events";

    public JsonElement Events(JsonElement payload) =>
        payload.Member("events"u8) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } events ? events : payload;

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("event_type"u8) is not { Length: > 0 } type)
        {
            return "the event has no event_type";
        }

        var properties = e.Element.Member("properties"u8);
        var item = Item(e, properties);
        return type switch
        {
            "users.behaviors.subscription.GlobalStateChange" => TakeGlobalState(item, properties, e, parts),
            "users.behaviors.subscriptiongroup.StateChange" => TakeGroupState(item, properties, e, parts),
            "users.behaviors.CustomEvent" => mapping.Map(item with { Event = Custom(properties.Text("name"u8) ?? "custom_event", properties, "custom_properties"u8) }, e, parts),
            "users.behaviors.Purchase" => mapping.Map(item with { Event = Custom("purchase", properties, "purchase_properties"u8) }, e, parts),
            "users.behaviors.Uninstall" => mapping.Map(item with { Event = Detail("app_uninstalled", properties).ToDetail() }, e, parts),
            "users.UserDeleteRequest" => mapping.Map(item with { Kind = ChangeKind.Delete }, e, parts),
            "users.UserOrphan" => TakeOrphan(item, e, properties, parts),
            _ => BrazeEvents.NameOf(type) is { } name ? mapping.Map(Message(item, type, name, properties), e, parts) : parts.Ignore(type),
        };
    }

    private SourceItem Item(in VendorEvent e, JsonElement properties)
    {
        var user = e.Element.Member("user"u8) is { ValueKind: JsonValueKind.Object } given ? given : e.Element;
        var identifiers = new List<Identifier>();
        if (IdentifierRules.TryNormalise(Identifier.UserId, user.Text("external_user_id"u8), null, out var id))
        {
            identifiers.Add(id);
        }

        identifiers.AddRange(AddressKey.Email(properties.Text("email_address"u8)).Identifiers);
        identifiers.AddRange(AddressKey.Phone(PhoneOf(properties), region).Identifiers);
        return new()
        {
            Object = "contact",
            Key = user.Text("user_id"u8),
            Kind = ChangeKind.Event,
            Id = e.Element.Text("id"u8),
            OccurredAt = e.Element.UnixSeconds("time"u8),
            IsPartial = true,
            Identifiers = identifiers,
        };
    }

    /// <summary>The person's side: whom a message went to, or who sent one.</summary>
    private static string? PhoneOf(JsonElement properties) =>
        properties.Text("to_phone_number"u8) ?? properties.Text("user_phone_number"u8) ?? properties.Text("phone_number"u8);

    private static SourceItem Message(SourceItem item, string type, string name, JsonElement properties)
    {
        var isRefusal = type.EndsWith(".MarkAsSpam", StringComparison.Ordinal) || type.EndsWith(".Unsubscribe", StringComparison.Ordinal);
        var detail = Detail(name, properties).With("type", type switch { "users.messages.email.Bounce" => "hard", "users.messages.email.SoftBounce" => "soft", _ => null });
        return item with
        {
            Event = detail.ToDetail(),
            Fields = type switch { "users.messages.email.Bounce" => Bounced, "users.messages.email.MarkAsSpam" => Complained, _ => default },
            Consents = isRefusal ? [new(Marketing, "email", ConsentState.Withdrawn, Evidence: $"Braze {type}")] : [],
        };
    }

    private string? TakeGlobalState(SourceItem item, JsonElement properties, in VendorEvent e, ReadingParts parts)
    {
        if (StateOf(properties, options.SubscribedIsGranted) is not { } state)
        {
            return StatusOf(properties) == "subscribed" ? parts.Ignore("global state Subscribed") : "the subscription's status is none that Braze has";
        }

        return Consent(item, Marketing, properties, state, e, parts);
    }

    private string? TakeGroupState(SourceItem item, JsonElement properties, in VendorEvent e, ReadingParts parts)
    {
        if (options.Groups.Of(properties.Text("subscription_group_id"u8)) is not { } purpose)
        {
            return "the subscription group's id is missing or is no id";
        }

        // Nobody is in a group without having been put there.
        return StateOf(properties, subscribedIsGranted: true) is { } state
            ? Consent(item, purpose, properties, state, e, parts)
            : "the subscription's status is none that Braze has";
    }

    private string? Consent(SourceItem item, string purpose, JsonElement properties, ConsentState state, in VendorEvent e, ReadingParts parts)
    {
        var channel = properties.Text("channel"u8) is { Length: > 0 } named ? named.ToLowerInvariant()
            : properties.Text("email_address"u8) is { Length: > 0 } ? "email"
            : PhoneOf(properties) is { Length: > 0 } ? "sms"
            : state == ConsentState.Withdrawn ? "*" : null;
        return channel is null || MappingWords.LabelMistake(channel) is not null
            ? "the subscription names no channel to say yes to"
            : mapping.Map(item with { Kind = ChangeKind.Consent, Consents = [new(purpose, channel, state, Evidence: "Braze subscription state")] }, e, parts);
    }

    /// <summary>Another user has absorbed this one.</summary>
    private string? TakeOrphan(SourceItem item, in VendorEvent e, JsonElement properties, ReadingParts parts)
    {
        var survivor = properties.Text("orphaned_by_id"u8) ?? e.Element.Text("orphaned_by_id"u8);
        return string.IsNullOrWhiteSpace(item.Key) || string.IsNullOrWhiteSpace(survivor)
            ? "the merge does not name both users"
            : mapping.Map(item with { Kind = ChangeKind.Merge, Key = survivor, MergedKeys = [item.Key], Identifiers = [] }, e, parts);
    }

    private EventDetail Custom(string name, JsonElement properties, ReadOnlySpan<byte> own)
    {
        var chosen = options.Properties.Select(p => (p, p)).ToList();
        return new(
            MappingWords.EventMistake(name) is null ? name : "custom_event",
            new EventProperties().Add(properties, Kept).Add(properties.Member(own), chosen).ToValue());
    }

    private static Timeline Detail(string name, JsonElement properties) =>
        new(name, new EventProperties().Add(properties, Kept).Link("url", properties.Text("url"u8)));

    private static string? StatusOf(JsonElement properties) => properties.Text("subscription_status"u8)?.Trim().ToLowerInvariant();

    private static ConsentState? StateOf(JsonElement properties, bool subscribedIsGranted) => StatusOf(properties) switch
    {
        "unsubscribed" => ConsentState.Withdrawn,
        "opted in" or "opted_in" => ConsentState.Granted,
        "subscribed" when subscribedIsGranted => ConsentState.Granted,
        _ => null,
    };

    private readonly record struct Timeline(string Name, EventProperties Properties)
    {
        public Timeline With(string name, string? text) => new(Name, Properties.Add(name, text));

        public EventDetail ToDetail() => new(Name, Properties.ToValue());
    }
}
