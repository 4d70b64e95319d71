using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Klaviyo;

/// <summary>The events of a system webhook, or the profile that a flow's webhook describes in the account's own words.</summary>
internal sealed class KlaviyoReader(string? region, VendorMapping mapping) : IEventReader
{
    private const string Contact = "contact";
    private const string WebhookIdHeader = "Klaviyo-Webhook-Id";

    private static readonly (string Name, string Member)[] Kept =
    [
        ("messageId", "$message"), ("campaign", "Campaign Name"), ("flowId", "$flow"), ("method", "method"), ("list", "List"),
        ("bounceType", "Bounce Type"), ("rating", "rating"), ("product", "product_name"),
    ];

    public string EventsAt => "data";

    public JsonElement Events(JsonElement payload) => payload.Member("data"u8) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } data ? data : payload;

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Request.Header(WebhookIdHeader) is { } named && e.Payload.Member("meta"u8).Text("klaviyo_webhook_id"u8) is { } signed && named.Trim() != signed)
        {
            return $"the header {WebhookIdHeader} names another webhook than the body";
        }

        var topic = e.Element.Text("topic"u8);
        if (topic is null)
        {
            return TakeProfile(e, parts);
        }

        return KlaviyoTopics.Find(topic) is { } meaning ? TakeEvent(topic, meaning, e, parts) : parts.Ignore(topic);
    }

    private string? TakeEvent(string topic, KlaviyoTopics meaning, in VendorEvent e, ReadingParts parts)
    {
        var payload = e.Element.Member("payload"u8);
        var attributes = payload.Member("data"u8).Member("attributes"u8);
        var profile = ProfileOf(payload);
        var said = attributes.Member("event_properties"u8);
        var person = PersonOf(payload, profile, said);
        var isHard = topic.EndsWith("bounced_email", StringComparison.Ordinal) && string.Equals(said.Text("Bounce Type"u8), "Hard", StringComparison.OrdinalIgnoreCase);
        return mapping.Map(
            new()
            {
                Object = Contact,
                Key = person.Key,
                Kind = meaning.Event is null ? ChangeKind.Consent : ChangeKind.Event,
                Id = e.Element.Text("external_id"u8),
                OccurredAt = attributes.IsoTime("datetime"u8) ?? attributes.UnixSeconds("timestamp"u8),
                Event = meaning.Event is { } name ? new EventDetail(name, new EventProperties().Add(said, Kept).Link("url", said.Text("URL"u8)).ToValue()) : null,
                Fields = Status(isHard ? "bounced" : meaning.EmailStatus) is { ValueKind: JsonValueKind.Object } status ? status : profile,
                IsPartial = true,
                Identifiers = person.Identifiers,
                Consents = meaning.State is { } state ? [new("marketing", meaning.Channel!, state, Evidence: $"Klaviyo {topic[KlaviyoTopics.Prefix.Length..]}")] : [], // who states has a channel
            },
            e,
            parts);
    }

    /// <summary>A flow's body is what somebody wrote into its template: members named as the profile's are understood.</summary>
    private string? TakeProfile(in VendorEvent e, ReadingParts parts)
    {
        var id = e.Element.Text("profile_id"u8) ?? e.Element.Text("id"u8);
        return mapping.Map(
            new()
            {
                Object = Contact,
                Key = string.IsNullOrWhiteSpace(id) ? AddressKey.Email(e.Element.Text("email"u8)).Key : id,
                Kind = ChangeKind.Upsert,
                OccurredAt = e.Element.IsoTime("timestamp"u8),
                Fields = e.Element,
                IsPartial = true,
            },
            e,
            parts);
    }

    /// <summary>The profile's id where the event has it, else the address that it is about.</summary>
    private (string? Key, IReadOnlyList<Identifier> Identifiers) PersonOf(JsonElement payload, JsonElement profile, JsonElement said)
    {
        var email = AddressKey.Email(profile.Text("email"u8) ?? said.Text("email_address"u8) ?? said.Text("Recipient Email Address"u8));
        var phone = AddressKey.Phone(profile.Text("phone_number"u8) ?? said.Text("phone_number"u8), region);
        var id = payload.Member("data"u8).Member("relationships"u8).Member("profile"u8).Member("data"u8).Text("id"u8);
        return (string.IsNullOrWhiteSpace(id) ? email.Key ?? phone.Key : id, [.. email.Identifiers, .. phone.Identifiers]);
    }

    /// <summary>The profile's attributes, where the event brings them along.</summary>
    private static JsonElement ProfileOf(JsonElement payload)
    {
        var included = payload.Member("included"u8);
        return included.ValueKind == JsonValueKind.Array
            ? included.EnumerateArray().FirstOrDefault(part => part.Text("type"u8) == "profile").Member("attributes"u8)
            : default;
    }

    private static JsonElement Status(string? status) => status switch
    {
        null => default,
        "" => JsonElement.Parse("""{"email_status":null}"""),
        _ => JsonElement.Parse($$"""{"email_status":"{{status}}"}"""),
    };
}
