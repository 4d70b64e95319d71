using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.CustomerIo;

/// <summary>One event is what became of a message (<c>email</c>, <c>sms</c>, …) or what a person (<c>customer</c>) subscribed to.</summary>
internal sealed class CustomerIoReader(CustomerIoOptions options, VendorMapping mapping) : IEventReader
{
    private const string Marketing = "marketing";

    private static readonly JsonElement Bounced = JsonElement.Parse("""{"email_status":"bounced"}""");
    private static readonly JsonElement Complained = JsonElement.Parse("""{"email_status":"complained"}""");

    /// <summary>What happens to somebody; that a message was drafted or is being attempted does not.</summary>
    private static readonly FrozenSet<string> Metrics = FrozenSet.ToFrozenSet(
        ["sent", "delivered", "opened", "clicked", "converted", "deferred", "bounced", "dropped", "failed", "undeliverable", "spammed", "unsubscribed", "human_opened", "human_clicked"]);

    private static readonly FrozenSet<string> Channels = FrozenSet.ToFrozenSet(["email", "sms", "push", "in_app", "whatsapp"]);

    private static readonly (string Name, string Member)[] Kept =
    [
        ("deliveryId", "delivery_id"), ("campaignId", "campaign_id"), ("broadcastId", "broadcast_id"), ("newsletterId", "newsletter_id"),
        ("actionId", "action_id"), ("contentId", "content_id"), ("transactionalMessageId", "transactional_message_id"), ("linkId", "link_id"),
        ("failure", "failure_message"),
    ];

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var type = e.Element.Text("object_type"u8);
        var metric = e.Element.Text("metric"u8);
        if (string.IsNullOrEmpty(metric) || string.IsNullOrEmpty(type))
        {
            return "the event has no object_type with a metric";
        }

        var data = e.Element.Member("data"u8);
        var item = Item(e, data);
        return (type, metric) switch
        {
            ("customer", "subscribed") => mapping.Map(Consent(item, Says(Marketing, true, "Customer.io subscribed")), e, parts),
            ("customer", "unsubscribed") => mapping.Map(Consent(item, Says(Marketing, false, "Customer.io unsubscribed")), e, parts),
            ("customer", "cio_subscription_preferences_changed") => TakePreferences(item, data, e, parts),
            _ when Channels.Contains(type) && Metrics.Contains(metric) => mapping.Map(Message(item, type, metric, data), e, parts),
            _ => parts.Ignore($"{type}.{metric}"),
        };
    }

    private static SourceItem Item(in VendorEvent e, JsonElement data)
    {
        var ids = data.Member("identifiers"u8);
        var id = First(data.Text("customer_id"u8), ids.Text("id"u8), ids.Text("cio_id"u8));

        // A message may go to somebody else than the person it is about, so its recipient only counts where nobody is named.
        var address = AddressKey.Email(First(data.Text("email_address"u8), ids.Text("email"u8), id is null ? data.Text("recipient"u8) : null));
        return new()
        {
            Object = "contact",
            Key = id ?? address.Key,
            Kind = ChangeKind.Consent,
            Id = e.Element.Text("event_id"u8),
            OccurredAt = e.Element.UnixSeconds("timestamp"u8),
            IsPartial = true,
            Identifiers = [.. address.Identifiers, .. Known(Identifier.UserId, ids.Text("id"u8)), .. Known("cio_id", ids.Text("cio_id"u8))],
        };
    }

    private static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    private static Identifier[] Known(string type, string? text) => IdentifierRules.TryNormalise(type, text, null, out var identifier) ? [identifier] : [];

    private static SourceItem Consent(SourceItem item, IReadOnlyList<ConsentEntry> consents) => item with { Consents = consents };

    private static SourceItem Message(SourceItem item, string type, string metric, JsonElement data)
    {
        var name = metric == "spammed" ? $"{type}_marked_as_spam" : $"{type}_{metric}";
        return item with
        {
            Kind = ChangeKind.Event,
            Event = new EventDetail(name, new EventProperties().Add(data, Kept).Link("url", data.Text("href"u8)).ToValue()),
            Fields = (type, metric) switch { ("email", "bounced") => Bounced, ("email", "spammed") => Complained, _ => default },
            Consents = metric is "spammed" or "unsubscribed" ? [new(Marketing, type, ConsentState.Withdrawn, Evidence: $"Customer.io {type} {metric}")] : [],
        };
    }

    /// <summary>The content is JSON in a text: yes or no by topic and, where the workspace has them, by channel.</summary>
    private string? TakePreferences(SourceItem item, JsonElement data, in VendorEvent e, ReadingParts parts)
    {
        JsonElement content;
        try
        {
            content = data.Member("content"u8) is { ValueKind: JsonValueKind.String } text ? JsonElement.Parse(text.GetString()!) : data.Member("content"u8); // a text is not null
        }
        catch (JsonException)
        {
            return "data.content is no JSON";
        }

        var consents = new List<ConsentEntry>();
        foreach (var (topic, isYes) in Answers(content.Member("topics"u8)))
        {
            if (options.Topics.Of(topic) is not { } purpose)
            {
                return "the name of a topic is no id";
            }

            consents.AddRange(Says(purpose, isYes, "Customer.io subscription preferences"));
        }

        foreach (var (channel, isYes) in Answers(content.Member("channels"u8)).Where(a => MappingWords.LabelMistake(a.Name) is null))
        {
            consents.Add(new(Marketing, channel, isYes ? ConsentState.Granted : ConsentState.Withdrawn, Evidence: "Customer.io subscription preferences"));
        }

        return consents.Count == 0 ? "data.content names neither topics nor channels" : mapping.Map(Consent(item, consents), e, parts);
    }

    /// <summary>A no holds everywhere. A yes takes that back, and says yes to one channel.</summary>
    private List<ConsentEntry> Says(string purpose, bool isYes, string evidence)
    {
        if (!isYes)
        {
            return [new(purpose, "*", ConsentState.Withdrawn, Evidence: evidence)];
        }

        return options.Channel == "*"
            ? [new(purpose, "*", ConsentState.Granted, Evidence: evidence)]
            : [new(purpose, "*", ConsentState.Unknown, Evidence: evidence), new(purpose, options.Channel, ConsentState.Granted, Evidence: evidence)];
    }

    private static IEnumerable<(string Name, bool IsYes)> Answers(JsonElement answers) => answers.ValueKind == JsonValueKind.Object
        ? answers.EnumerateObject().Where(a => a.Value.ValueKind is JsonValueKind.True or JsonValueKind.False).Select(a => (a.Name, a.Value.GetBoolean()))
        : [];
}
