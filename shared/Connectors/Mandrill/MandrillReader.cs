using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Mandrill;

/// <summary>What became of one message, or a change to one of the two lists of addresses.</summary>
internal sealed class MandrillReader(MandrillOptions options, VendorMapping mapping) : IEventReader
{
    private static readonly JsonElement Cleared = Status(null);
    private static readonly JsonElement Bounced = Status("bounced");
    private static readonly JsonElement Complained = Status("complained");
    private static readonly JsonElement Unsubscribed = Status("unsubscribed");
    private static readonly JsonElement Suppressed = Status("suppressed");

    private static readonly FrozenDictionary<string, string> Events = new Dictionary<string, string>
    {
        ["send"] = "email_sent",
        ["deferral"] = "email_deferred",
        ["delivered"] = "email_delivered",
        ["hard_bounce"] = "email_bounced",
        ["soft_bounce"] = "email_bounced",
        ["open"] = "email_opened",
        ["click"] = "email_clicked",
        ["spam"] = "email_marked_as_spam",
        ["unsub"] = "email_unsubscribed",
        ["reject"] = "email_rejected",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("event"u8) is { Length: > 0 } name)
        {
            return Events.TryGetValue(name, out var here) ? TakeMessage(name, here, e, parts) : parts.Ignore(name);
        }

        return e.Element.Text("type"u8) switch
        {
            "blacklist" => TakeReject(e, parts),
            "whitelist" => TakeAllowed(e, parts),
            null or "" => "the event has neither a name nor a type",
            var other => parts.Ignore(other),
        };
    }

    private string? TakeMessage(string name, string here, in VendorEvent e, ReadingParts parts)
    {
        var message = e.Element.Member("msg"u8);
        var properties = new EventProperties()
            .Add(message,
            [
                ("messageId", "_id"), ("tags", "tags"), ("state", "state"), ("template", "template"),
                ("bounceDescription", "bounce_description"), ("diagnosis", "diag"), ("subaccount", "subaccount"),
            ])
            .Add("type", name.EndsWith("_bounce", StringComparison.Ordinal) ? name[..4] : null)
            .Link("url", e.Element.Text("url"u8))
            .Add(message.Member("metadata"u8), options.Metadata.Select(metadata => (metadata, metadata)));
        return Map(
            message.Text("email"u8),
            new EventDetail(here, properties.ToValue()),
            (name switch { "hard_bounce" => Bounced, "spam" => Complained, _ => default }, name is "spam" or "unsub" ? $"Mandrill {name}" : null),
            e,
            parts);
    }

    /// <summary>The list of addresses that Mandrill sends nothing to: by its own doing or by the account's.</summary>
    private string? TakeReject(in VendorEvent e, ReadingParts parts)
    {
        var entry = e.Element.Member("reject"u8);
        var properties = new EventProperties().Add(entry, [("reason", "reason"), ("detail", "detail"), ("expiresAt", "expires_at"), ("subaccount", "subaccount")]).ToValue();
        if (e.Element.Text("action"u8) == "remove" || entry.IsTrue("expired"u8))
        {
            // That Mandrill sends there again takes no refusal back.
            return Map(entry.Text("email"u8), new EventDetail("email_unsuppressed", properties), (Cleared, null), e, parts);
        }

        var reason = entry.Text("reason"u8);
        return Map(
            entry.Text("email"u8),
            new EventDetail("email_suppressed", properties),
            (
                reason switch { "hard-bounce" => Bounced, "spam" => Complained, "unsub" => Unsubscribed, _ => Suppressed },
                reason is "spam" or "unsub" or "custom" ? $"Mandrill reject list, {reason}" : null),
            e,
            parts);
    }

    /// <summary>The list of addresses that bounces do not put on the other one. It says nothing of what their owners want.</summary>
    private string? TakeAllowed(in VendorEvent e, ReadingParts parts)
    {
        var entry = e.Element.Member("entry"u8);
        var name = e.Element.Text("action"u8) == "remove" ? "email_allowlist_removed" : "email_allowlisted";
        return Map(entry.Text("email"u8), new EventDetail(name, new EventProperties().Add(entry, [("detail", "detail")]).ToValue()), default, e, parts);
    }

    /// <param name="says">What the event says beside itself: the address's state, and what shows that its owner refuses.</param>
    private string? Map(string? email, EventDetail detail, (JsonElement Fields, string? Refusal) says, in VendorEvent e, ReadingParts parts)
    {
        var address = AddressKey.Email(email);
        return mapping.Map(
            new()
            {
                Object = "contact",
                Key = address.Key,
                Kind = ChangeKind.Event,
                OccurredAt = e.Element.UnixSeconds("ts"u8),
                Event = detail,
                Fields = says.Fields,
                IsPartial = true,
                Identifiers = address.Identifiers,
                Consents = says.Refusal is { } evidence ? [new(options.Purpose, "email", ConsentState.Withdrawn, Evidence: evidence)] : [],
            },
            e,
            parts);
    }

    private static JsonElement Status(string? status) => JsonElement.Parse(status is null ? """{"email_status":null}""" : $$"""{"email_status":"{{status}}"}""");
}
