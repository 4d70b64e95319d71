using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>What of an event goes to the timeline with it.</summary>
/// <remarks>https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event</remarks>
internal sealed class SendGridProperties(SendGridOptions options)
{
    public FieldValue Of(JsonElement e)
    {
        // The customer's own arguments first, so that they never replace what SendGrid says.
        var properties = new EventProperties()
            .Add(e, options.CustomArguments.Where(name => e.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Array).Select(name => (name, name)))
            .Add("messageId", e.Text("sg_message_id"u8))
            .Add("reason", e.Text("reason"u8))
            .Add("response", e.Text("response"u8))
            .Add("status", e.Text("status"u8))
            .Add("type", e.Text("type"u8))
            .Add("classification", e.Text("bounce_classification"u8))
            .Add("attempt", e.Text("attempt"u8))
            .Link("url", e.Text("url"u8))
            .Add("singleSendId", e.Text("singlesend_id"u8))
            .Add("campaignId", e.Text("marketing_campaign_id"u8))
            .Add("templateId", e.Text("template_id"u8))
            .Add("categories", Categories(e.Member("category"u8)))
            .Add("groupId", Number(e.Whole("asm_group_id"u8)))
            .Add("machineOpen", e.Member("sg_machine_open"u8));
        return (options.KeepIp ? properties.Add("ip", e.Text("ip"u8)).Add("userAgent", e.Text("useragent"u8)) : properties).ToValue();
    }

    /// <summary>A text or an array of texts, as an array.</summary>
    private static JsonElement Categories(JsonElement category)
    {
        JsonElement[] names = category.ValueKind == JsonValueKind.Array ? [.. category.EnumerateArray()] : [category];
        var texts = names.Where(name => name.ValueKind == JsonValueKind.String).Select(name => FieldValue.Text(name.GetString()!).Json); // the kind says that it is text
        return JsonElement.Parse($"[{string.Join(',', texts)}]");
    }

    /// <summary>A number in quotes is one too.</summary>
    private static JsonElement Number(long? number) => number is { } whole ? JsonElement.Parse(whole.ToString(CultureInfo.InvariantCulture)) : default;
}
