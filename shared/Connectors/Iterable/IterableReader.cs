using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Iterable;

/// <summary>One delivery is one event about one user.</summary>
internal sealed class IterableReader(IterableOptions options, VendorMapping mapping) : IEventReader
{
    private const string Email = "email";
    private const string Marketing = "marketing";

    private static readonly JsonElement Bounced = JsonElement.Parse("""{"email_status":"bounced"}""");
    private static readonly JsonElement Complained = JsonElement.Parse("""{"email_status":"complained"}""");

    private static readonly FrozenDictionary<string, string> Events = new Dictionary<string, string>
    {
        ["emailSend"] = "email_sent",
        ["emailSendSkip"] = "email_skipped",
        ["emailOpen"] = "email_opened",
        ["emailClick"] = "email_clicked",
        ["emailBounce"] = "email_bounced",
        ["emailComplaint"] = "email_marked_as_spam",
        ["hostedUnsubscribeClick"] = "email_unsubscribe_page_opened",
        ["smsSend"] = "sms_sent",
        ["smsBounce"] = "sms_bounced",
        ["smsClick"] = "sms_clicked",
        ["smsReceived"] = "sms_received",
        ["pushSend"] = "push_sent",
        ["pushOpen"] = "push_opened",
        ["pushBounce"] = "push_bounced",
        ["pushUninstall"] = "app_uninstalled",
        ["inAppSend"] = "in_app_sent",
        ["inAppOpen"] = "in_app_shown",
        ["inAppClick"] = "in_app_clicked",
        ["webPushSend"] = "web_push_sent",
        ["webPushClick"] = "web_push_clicked",
        ["purchase"] = "purchase",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Name, string Member)[] Kept =
    [
        ("campaignId", "campaignId"), ("campaign", "campaignName"), ("workflowId", "workflowId"), ("templateId", "templateId"), ("messageId", "messageId"),
        ("channelId", "channelId"), ("messageTypeId", "messageTypeId"), ("experimentId", "experimentId"), ("recipientState", "recipientState"),
        ("reason", "reason"), ("total", "total"),
    ];

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var name = e.Element.Text("eventName"u8) ?? e.Element.Text("eventTitle"u8);
        if (string.IsNullOrWhiteSpace(name))
        {
            return "the event has neither eventName nor eventTitle";
        }

        var data = e.Element.Member("dataFields"u8);
        var item = Item(e, data);
        if (name.Equals("emailSubscribe", StringComparison.OrdinalIgnoreCase))
        {
            var granted = Granted(data);
            return granted is null ? Unusable : granted.Count == 0 ? parts.Ignore("emailSubscribe without a yes") : Consent(item, granted, e, parts);
        }

        if (name.Equals("emailUnSubscribe", StringComparison.OrdinalIgnoreCase))
        {
            // An address that bounces is unsubscribed by Iterable and not by its owner; the bounce comes as an event of its own.
            return data.Text("unsubSource"u8) == "HardBounce" ? parts.Ignore("emailUnSubscribe by HardBounce")
                : Withdrawn(data) is { } withdrawn ? Consent(item, withdrawn, e, parts) : Unusable;
        }

        return Events.TryGetValue(name, out var here) ? mapping.Map(Message(item, here, data), e, parts) : parts.Ignore(name);
    }

    private const string Unusable = "a channel's, message type's or list's id is no id";

    private string? Consent(SourceItem item, IReadOnlyList<ConsentEntry> consents, in VendorEvent e, ReadingParts parts) =>
        mapping.Map(item with { Kind = ChangeKind.Consent, Consents = consents }, e, parts);

    private SourceItem Item(in VendorEvent e, JsonElement data)
    {
        var address = AddressKey.Email(e.Element.Text("email"u8) ?? data.Text("email"u8));
        var user = e.Element.Text("userId"u8) ?? data.Text("userId"u8);
        var isUser = IdentifierRules.TryNormalise(Identifier.UserId, user, null, out var id);
        return new()
        {
            Object = "contact",
            Key = options.KeyIsUserId || address.Key is not { Length: > 0 } ? user ?? address.Key : address.Key,
            Kind = ChangeKind.Event,
            OccurredAt = data.IsoTime("createdAt"u8),
            IsPartial = true,
            Identifiers = isUser ? [.. address.Identifiers, id] : address.Identifiers,
        };
    }

    private static SourceItem Message(SourceItem item, string name, JsonElement data)
    {
        var isHard = name == "email_bounced" && data.Text("recipientState"u8) == "HardBounce";
        var isSpam = name == "email_marked_as_spam";
        return item with
        {
            Event = new EventDetail(name, new EventProperties().Add(data, Kept).Link("url", data.Text("linkUrl"u8) ?? data.Text("url"u8)).ToValue()),
            Fields = isHard ? Bounced : isSpam ? Complained : default,
            Consents = isSpam ? [Entry(Marketing, Email, ConsentState.Withdrawn, "Iterable emailComplaint")] : [],
        };
    }

    /// <summary>
    /// What was refused, on every channel: an id does not say which one it writes by. An unsubscription from nothing in particular
    /// is one from everything. Null where an id is none.
    /// </summary>
    private List<ConsentEntry>? Withdrawn(JsonElement data)
    {
        const string Evidence = "Iterable emailUnSubscribe";
        var about = About(data, withLists: true);
        return about is null ? null
            : about.Count > 0 ? [.. about.Select(a => Entry(a.Purpose, "*", ConsentState.Withdrawn, Evidence))]
            : [Entry(Marketing, data.Text("unsubSource"u8) == "SMS" ? "sms" : Email, ConsentState.Withdrawn, Evidence)];
    }

    /// <summary>A yes takes the refusal on every channel back, and says yes to the one that the id writes by.</summary>
    private List<ConsentEntry>? Granted(JsonElement data)
    {
        const string Evidence = "Iterable emailSubscribe";
        var about = About(data, withLists: data.Text("signupSource"u8) is { } source && options.ListSources.Contains(source, StringComparer.OrdinalIgnoreCase));
        return about?.SelectMany(a => new[]
        {
            Entry(a.Purpose, "*", ConsentState.Unknown, Evidence),
            Entry(a.Purpose, options.Media.GetValueOrDefault(a.Id, Email), ConsentState.Granted, Evidence),
        }).ToList();
    }

    private List<(string Id, string Purpose)>? About(JsonElement data, bool withLists)
    {
        var about = new List<(string, string)>();
        (PurposeNames Names, JsonElement Ids)[] parts =
        [
            (options.Channels, data.Member("channelIds"u8)), (options.MessageTypes, data.Member("messageTypeIds"u8)),
            (options.Lists, withLists ? data.Member("emailListIds"u8) : default),
        ];
        foreach (var (names, ids) in parts.Where(p => p.Ids.ValueKind == JsonValueKind.Array))
        {
            foreach (var element in ids.EnumerateArray())
            {
                if (MappedValue.Of(element).Scalar is not { } id || names.Of(id) is not { } purpose)
                {
                    return null;
                }

                about.Add((id, purpose));
            }
        }

        return about;
    }

    private static ConsentEntry Entry(string purpose, string channel, ConsentState state, string evidence) => new(purpose, channel, state, Evidence: evidence);
}
