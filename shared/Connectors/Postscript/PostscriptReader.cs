using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Postscript;

/// <summary>One delivery is one event of one shop.</summary>
internal sealed class PostscriptReader(PostscriptOptions options, string? region, VendorMapping mapping) : IEventReader
{
    private const string Sms = "sms";
    private const string Doubled = "shop.shop.";

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("event"u8) is not { Length: > 0 } name)
        {
            return "the event has no name";
        }

        // The documentation writes one event in two ways.
        name = name.StartsWith(Doubled, StringComparison.Ordinal) ? name["shop.".Length..] : name;
        var data = e.Element.Member("event_data"u8);
        return name switch
        {
            "shop.subscriber.opt_in" => mapping.Map(Item(e, data) with { Kind = ChangeKind.Upsert, Consents = [Consent(ConsentState.Granted, name)] }, e, parts),
            "shop.subscriber.opt_out" => mapping.Map(Item(e, data) with { Kind = ChangeKind.Consent, Consents = [Consent(ConsentState.Withdrawn, name)] }, e, parts),
            "shop.email_collected" => mapping.Map(Item(e, data) with { Kind = ChangeKind.Upsert }, e, parts),
            "shop.incoming_message" => mapping.Map(Message(Item(e, data), data, name), e, parts),
            _ => parts.Ignore(name),
        };
    }

    private SourceItem Message(SourceItem item, JsonElement data, string name) => item with
    {
        Event = new EventDetail("sms_received", new EventProperties().Add("messageId", data.Text("id"u8)).ToValue()),
        Fields = default,
        Identifiers = AddressKey.Phone(PhoneOf(data), region).Identifiers,
        Consents = data.IsTrue("is_opt_out"u8) ? [Consent(ConsentState.Withdrawn, name)] : [],
    };

    private SourceItem Item(in VendorEvent e, JsonElement data)
    {
        options.Time.TryRead(MappedValue.Of(e.Element.Member("event_time"u8)), out var time);
        return new()
        {
            Object = "contact",
            Key = KeyOf(data),
            Kind = ChangeKind.Event,
            OccurredAt = time == default ? null : time,
            Fields = data,
            IsPartial = true,
        };
    }

    /// <summary>The subscriber's id, which begins with <c>s_</c>; without one the number, then the address.</summary>
    private string? KeyOf(JsonElement data)
    {
        var id = data.Text("subscriber_id"u8) ?? (data.Text("id"u8) is { } own && own.StartsWith("s_", StringComparison.Ordinal) ? own : null);
        return string.IsNullOrWhiteSpace(id)
            ? AddressKey.Phone(PhoneOf(data), region).Key ?? AddressKey.Email(data.Text("email"u8) ?? data.Text("email_address"u8)).Key
            : id;
    }

    private static string? PhoneOf(JsonElement data) => data.Text("phone_number"u8) ?? data.Text("from_number"u8) ?? data.Text("phone"u8);

    private ConsentEntry Consent(ConsentState state, string name) => new(options.Purpose, Sms, state, Evidence: $"Postscript {name}");
}
