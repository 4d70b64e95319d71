using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>What an event means here: a line on the timeline, or something that the person no longer (or again) allows.</summary>
internal sealed class SendGridReader(SendGridOptions options, VendorMapping mapping) : IEventReader
{
    private const string Channel = "email";
    private const string Marketing = "marketing";
    private const int MaxNameLength = 80;
    private const int MaxEmailLength = 320;

    /// <summary>What an event id may consist of to be used as it is; any other is hashed.</summary>
    private static readonly SearchValues<char> PlainId =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.");

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

    private readonly SendGridProperties _properties = new(options);

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Member("event"u8) is not { ValueKind: JsonValueKind.String } named || named.GetString() is not { Length: > 0 } name)
        {
            return "the event has no name";
        }

        var isMessage = Events.TryGetValue(name, out var here);
        if (!isMessage && name is not ("unsubscribe" or "spamreport" or "group_unsubscribe" or "group_resubscribe"))
        {
            return parts.Ignore(name.Length <= MaxNameLength ? name : name[..MaxNameLength]);
        }

        if (e.Element.Text("email"u8)?.Trim() is not { Length: > 0 and <= MaxEmailLength } email)
        {
            return "the event has no email address of a sane length";
        }

        if (e.Element.UnixSeconds("timestamp"u8) is not { } time)
        {
            return "the event has no timestamp in seconds since 1970";
        }

        var item = Item(e.Element, name, email, time);
        if (isMessage)
        {
            return mapping.Map(item with { Event = new EventDetail(here!, _properties.Of(e.Element)) }, e, parts);
        }

        return Consents(e.Element, name, item.Id!) is { Count: > 0 } consents // Item has given it an id
            ? mapping.Map(item with { Kind = ChangeKind.Consent, Consents = consents }, e, parts)
            : "the event does not say which unsubscribe group it is about";
    }

    /// <summary>SendGrid has no key for a person but the address itself.</summary>
    private static SourceItem Item(JsonElement e, string name, string email, DateTimeOffset time)
    {
        var address = AddressKey.Email(email);
        return new()
        {
            Object = "contact",
            Key = address.Key,
            Kind = ChangeKind.Event,
            Id = IdOf(e, name, email, time),
            OccurredAt = time,
            Fields = e,
            IsPartial = true,
            Identifiers = address.Identifiers,
        };
    }

    /// <summary>
    /// A group's event is about its purpose alone. Who refuses all refuses the group that the message was of too, whatever
    /// was said of it before.
    /// </summary>
    private List<ConsentEntry> Consents(JsonElement e, string name, string id)
    {
        var group = e.Whole("asm_group_id"u8) is { } number ? PurposeOf(number) : null;
        string?[] purposes = name is "unsubscribe" or "spamreport" ? [Marketing, group] : [group];
        var state = name == "group_resubscribe" ? ConsentState.Granted : ConsentState.Withdrawn;
        var evidence = $"SendGrid {name}, event {e.Text("sg_event_id"u8) ?? id}";
        return [.. purposes.OfType<string>().Distinct(StringComparer.Ordinal).Select(purpose => new ConsentEntry(purpose, Channel, state, Evidence: evidence))];
    }

    private string PurposeOf(long group)
    {
        var id = group.ToString(CultureInfo.InvariantCulture);
        return options.Groups.TryGetValue(id, out var named) ? named : $"sendgrid_group_{id}";
    }

    /// <summary>
    /// SendGrid's own id (base64url, at most 100 characters), the same in a redelivery; a hash of the event where it has none
    /// that a key may hold.
    /// </summary>
    private static string IdOf(JsonElement e, string name, string email, DateTimeOffset time)
    {
        var stated = e.Text("sg_event_id"u8);
        if (stated is { Length: > 0 and <= Change.MaxIdLength } id && !id.AsSpan().ContainsAnyExcept(PlainId))
        {
            return id;
        }

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{stated}\n{name}\n{email}\n{time.ToUnixTimeSeconds()}\n{e.Text("sg_message_id"u8)}\n{e.Whole("asm_group_id"u8)}\n{e.Text("url"u8)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
    }
}
