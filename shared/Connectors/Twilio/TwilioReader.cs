using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Twilio;

/// <summary>A message that a person sent, or what became of one that was sent to them. The person is their number.</summary>
internal sealed class TwilioReader(TwilioOptions options, string? region, VendorMapping mapping) : IEventReader
{
    /// <summary>Twilio's error for a message to somebody who said STOP.</summary>
    private const string Unsubscribed = "21610";

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var said = e.Element.Member("data"u8) is { ValueKind: JsonValueKind.Object } data ? data : e.Element;
        var status = Text(said, "MessageStatus") ?? Text(said, "SmsStatus");
        if (status is not (null or "received" or "receiving"))
        {
            return TakeStatus(said, status, e, parts);
        }

        if (Text(said, "CallSid") is { Length: > 0 } && Text(said, "MessageSid") is null)
        {
            return parts.Ignore("call");
        }

        if (Text(said, "From") is not { Length: > 0 } from)
        {
            return "there is neither a sender nor a status";
        }

        return TakeMessage(said, from, e, parts);
    }

    private string? TakeMessage(JsonElement said, string from, in VendorEvent e, ReadingParts parts)
    {
        var evidence = $"Twilio message {Text(said, "MessageSid")}";
        var item = Item(said, from, Text(said, "MessageSid"), e);
        var channel = ChannelOf(from);
        return MeaningOf(said) switch
        {
            "STOP" => mapping.Map(item with { Kind = ChangeKind.Consent, Consents = [new(options.Purpose, channel, ConsentState.Withdrawn, Evidence: evidence)] }, e, parts),
            "START" => mapping.Map(item with { Kind = ChangeKind.Consent, Consents = [new(options.Purpose, channel, ConsentState.Granted, Evidence: evidence)] }, e, parts),
            "HELP" => mapping.Map(item with { Event = Detail(said, $"{channel}_help_requested") }, e, parts),
            _ => mapping.Map(item with { Event = Detail(said, $"{channel}_received") }, e, parts),
        };
    }

    private string? TakeStatus(JsonElement said, string status, in VendorEvent e, ReadingParts parts)
    {
        if (status is not ("delivered" or "undelivered" or "failed"))
        {
            return parts.Ignore($"message.{status}");
        }

        if (Text(said, "To") is not { Length: > 0 } to)
        {
            return "a message's status names no receiver";
        }

        var channel = ChannelOf(to);
        return mapping.Map(
            Item(said, to, Text(said, "MessageSid") is { Length: > 0 } sid ? $"{sid}/{status}" : null, e) with
            {
                Event = Detail(said, $"{channel}_{status}"),
                Consents = Text(said, "ErrorCode") == Unsubscribed ? [new(options.Purpose, channel, ConsentState.Withdrawn, Evidence: $"Twilio error {Unsubscribed}")] : [],
            },
            e,
            parts);
    }

    private SourceItem Item(JsonElement said, string address, string? id, in VendorEvent e)
    {
        var phone = AddressKey.Phone(address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..], region);
        return new()
        {
            Object = "contact",
            Key = phone.Key,
            Kind = ChangeKind.Event,
            Id = id,
            OccurredAt = e.Element.IsoTime("time"u8) ?? VendorTime.Iso(Text(said, "Timestamp")),
            IsPartial = true,
            Identifiers = phone.Identifiers,
        };
    }

    /// <summary>What Twilio has made of the message (Advanced Opt-Out); else its one word.</summary>
    private string? MeaningOf(JsonElement said)
    {
        if (Text(said, "OptOutType") is { Length: > 0 } type)
        {
            return type.ToUpperInvariant();
        }

        var word = Text(said, "Body")?.Trim().TrimEnd('.', '!').Trim();
        if (string.IsNullOrEmpty(word))
        {
            return null;
        }

        return options.Stops.Contains(word) ? "STOP" : options.Starts.Contains(word) ? "START" : word.ToUpperInvariant() is "HELP" or "INFO" ? "HELP" : null;
    }

    private static EventDetail Detail(JsonElement said, string name) => new(
        name,
        new EventProperties()
            .Add("messageSid", Text(said, "MessageSid")).Add("messagingServiceSid", Text(said, "MessagingServiceSid"))
            .Add("errorCode", Text(said, "ErrorCode")).Add("media", Text(said, "NumMedia")).ToValue());

    /// <summary><c>whatsapp:+1…</c> is WhatsApp, and a plain number a text message.</summary>
    private static string ChannelOf(string address) =>
        address.StartsWith("whatsapp:", StringComparison.OrdinalIgnoreCase) ? "whatsapp" : address.StartsWith("rcs:", StringComparison.OrdinalIgnoreCase) ? "rcs" : "sms";

    /// <summary>A form has <c>MessageSid</c>, Event Streams <c>messageSid</c>.</summary>
    private static string? Text(JsonElement said, string name)
    {
        if (said.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var found = said.TryGetProperty(name, out var value) || said.TryGetProperty(char.ToLowerInvariant(name[0]) + name[1..], out value);
        return found ? MappedValue.Of(value).Scalar : null;
    }
}
