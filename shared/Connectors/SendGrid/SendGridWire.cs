using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>One event of a delivery, as far as it is read. Custom arguments stand beside these members.</summary>
/// <remarks>https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event</remarks>
internal sealed record SendGridEvent
{
    public string? Email { get; init; }

    public string? Event { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long? Timestamp { get; init; }

    [JsonPropertyName("sg_event_id")]
    public string? EventId { get; init; }

    [JsonPropertyName("sg_message_id")]
    public string? MessageId { get; init; }

    /// <summary>Text or an array of texts.</summary>
    public JsonElement? Category { get; init; }

    [JsonPropertyName("asm_group_id")]
    public long? GroupId { get; init; }

    public string? Reason { get; init; }

    public string? Response { get; init; }

    [JsonConverter(typeof(LenientTextConverter))]
    public string? Status { get; init; }

    /// <summary>Of a bounce: <c>bounce</c> or <c>blocked</c>.</summary>
    public string? Type { get; init; }

    [JsonPropertyName("bounce_classification")]
    public string? BounceClassification { get; init; }

    [JsonConverter(typeof(LenientTextConverter))]
    public string? Attempt { get; init; }

    public string? Url { get; init; }

    [JsonPropertyName("sg_machine_open")]
    public bool? MachineOpen { get; init; }

    [JsonConverter(typeof(LenientTextConverter))]
    [JsonPropertyName("singlesend_id")]
    public string? SingleSendId { get; init; }

    [JsonConverter(typeof(LenientTextConverter))]
    [JsonPropertyName("marketing_campaign_id")]
    public string? CampaignId { get; init; }

    [JsonPropertyName("template_id")]
    public string? TemplateId { get; init; }

    public string? Ip { get; init; }

    [JsonPropertyName("useragent")]
    public string? UserAgent { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowDuplicateProperties = false,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SendGridEvent))]
internal sealed partial class SendGridJson : JsonSerializerContext;
