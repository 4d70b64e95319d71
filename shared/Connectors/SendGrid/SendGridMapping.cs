using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>What a SendGrid event means here: something on the timeline, or something that the person no longer (or again) allows.</summary>
internal sealed class SendGridMapping(SendGridOptions options)
{
    private const string Email = "email";
    private const string Marketing = "marketing";
    private const int MaxTextLength = 500;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly FrozenDictionary<string, string> Events = new Dictionary<string, string>
    {
        ["processed"] = "email_processed",
        ["deferred"] = "email_deferred",
        ["delivered"] = "email_delivered",
        ["bounce"] = "email_bounced",
        ["dropped"] = "email_dropped",
        ["open"] = "email_opened",
        ["click"] = "email_clicked",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string name) =>
        Events.ContainsKey(name) || name is "unsubscribe" or "spamreport" or "group_unsubscribe" or "group_resubscribe";

    /// <summary>The change with what the event says, or null where a group event does not name its group.</summary>
    public Change? Apply(Change change, SendGridEvent e, ReadOnlyMemory<byte> element)
    {
        if (Events.TryGetValue(e.Event!, out var name)) // only events that Knows has passed come here
        {
            return change with { Kind = ChangeKind.Event, Event = new EventDetail(name, Properties(e, element)) };
        }

        if (e.Event is "unsubscribe" or "spamreport")
        {
            return WithConsent(change, e, Marketing, ConsentState.Withdrawn);
        }

        return e.GroupId is { } group
            ? WithConsent(change, e, PurposeOf(group), e.Event == "group_resubscribe" ? ConsentState.Granted : ConsentState.Withdrawn)
            : null;
    }

    private string PurposeOf(long group)
    {
        var id = group.ToString(CultureInfo.InvariantCulture);
        return options.Groups.TryGetValue(id, out var named) ? named : $"sendgrid_group_{id}";
    }

    private static Change WithConsent(Change change, SendGridEvent e, string purpose, ConsentState state) => change with
    {
        Kind = ChangeKind.Consent,
        Consents = [new(purpose, Email, state, Evidence: $"SendGrid {e.Event}, event {e.EventId ?? change.Id}")],
    };

    private FieldValue Properties(SendGridEvent e, ReadOnlyMemory<byte> element)
    {
        var properties = new SortedDictionary<string, FieldValue>(StringComparer.Ordinal);
        Add(properties, "messageId", e.MessageId);
        Add(properties, "reason", e.Reason);
        Add(properties, "response", e.Response);
        Add(properties, "status", e.Status);
        Add(properties, "type", e.Type);
        Add(properties, "classification", e.BounceClassification);
        Add(properties, "attempt", e.Attempt);
        Add(properties, "url", WithoutQuery(e.Url));
        Add(properties, "singleSendId", e.SingleSendId);
        Add(properties, "campaignId", e.CampaignId);
        Add(properties, "templateId", e.TemplateId);
        AddCategories(properties, e.Category);
        if (e.GroupId is { } group)
        {
            properties["groupId"] = FieldValue.Number(group);
        }

        if (e.MachineOpen is { } machine)
        {
            properties["machineOpen"] = FieldValue.Boolean(machine);
        }

        if (options.KeepIp)
        {
            Add(properties, "ip", e.Ip);
            Add(properties, "userAgent", e.UserAgent);
        }

        AddCustomArguments(properties, element);
        return Join(properties);
    }

    private static void Add(SortedDictionary<string, FieldValue> properties, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            properties[name] = FieldValue.Text(Cut(value));
        }
    }

    private static void AddCategories(SortedDictionary<string, FieldValue> properties, JsonElement? category)
    {
        if (category is { ValueKind: JsonValueKind.String or JsonValueKind.Array } given)
        {
            var names = given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToArray() : [given];
            var texts = names.Where(n => n.ValueKind == JsonValueKind.String).Select(n => FieldValue.Text(Cut(n.GetString()!)).Json);
            properties["categories"] = FieldValue.FromCanonical($"[{string.Join(',', texts)}]");
        }
    }

    private void AddCustomArguments(SortedDictionary<string, FieldValue> properties, ReadOnlyMemory<byte> element)
    {
        if (options.CustomArguments.Count == 0)
        {
            return;
        }

        using var document = JsonDocument.Parse(element, Strict);
        foreach (var name in options.CustomArguments)
        {
            if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null))
            {
                properties.TryAdd(name, FieldValue.FromJson(value));
            }
        }
    }

    /// <summary>A link's query and fragment often carry tokens and addresses; where it leads is enough.</summary>
    private static string? WithoutQuery(string? url) => url?.IndexOfAny(['?', '#']) is >= 0 and var end ? url[..end] : url;

    /// <summary>At most <see cref="MaxTextLength"/> characters, and no surrogate pair torn apart.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= MaxTextLength)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }

    private static FieldValue Join(SortedDictionary<string, FieldValue> properties)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in properties)
        {
            json.Append(json.Length == 1 ? "" : ",").Append(FieldValue.Text(name).Json).Append(':').Append(value.Json);
        }

        return FieldValue.FromCanonical(json.Append('}').ToString());
    }
}
