using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>An outbound message in SOAP, or events in JSON, one or a list, as a relay of the streaming APIs posts them.</summary>
internal sealed class SalesforceReader(SalesforceOptions options, VendorMapping mapping) : IEventReader
{
    /// <summary>The member of a change event that says what changed.</summary>
    public const string Header = "ChangeEventHeader";

    private const int MaxUnpacked = 8 * 1024 * 1024;

    private readonly SalesforceChanges _changes = new(options, mapping);

    public WebhookReading Read(WebhookRequest request)
    {
        if (EncodedBody.Decode(request, MaxUnpacked, out var body) != BodyDecoding.Decoded || !SalesforceSoap.IsXml(body.Span))
        {
            return JsonDelivery.Read(request, this);
        }

        // From here on the message is its JSON: what waits in quarantine has no session token in it.
        return SalesforceSoap.Convert(body.Span, out var json) is { } wrong
            ? new() { Rejected = [new(SalesforceSession.Scrub(body.Span), wrong)] }
            : JsonDelivery.Read(request with { Body = json }, json, this);
    }

    public JsonElement Events(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty(SalesforceSoap.Notifications, out var notifications) ? notifications : payload;

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Payload.Member("notifications"u8).ValueKind != JsonValueKind.Undefined)
        {
            return TakeNotification(e, parts);
        }

        // CometD: {data: {payload, event}, channel}. Pub/Sub: {payload, replayId}, or the payload itself.
        var data = e.Element.Member("data"u8) is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : e.Element;
        var payload = data.Member("payload"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : data;
        return payload.Member("ChangeEventHeader"u8) is { ValueKind: JsonValueKind.Object } header
            ? _changes.Take(e, header, payload, parts)
            : TakePlatformEvent(e, data, payload, parts);
    }

    private string? TakeNotification(in VendorEvent e, ReadingParts parts)
    {
        if (options.OrganizationId is { } organization && SalesforceId.Long(e.Payload.Text("organizationId"u8)) != organization)
        {
            return "it is of another organization than options.organizationId";
        }

        var type = e.Element.Text("type"u8);
        var record = e.Element.Member("record"u8);
        if (record.ValueKind != JsonValueKind.Object)
        {
            // The record was deleted before the message was sent.
            return parts.Ignore($"{type ?? "notification"} without data");
        }

        if (mapping.ObjectOf(type) is not { } @object)
        {
            return parts.Ignore(type ?? "notification without a type");
        }

        var key = SalesforceId.Long(record.Text("Id"u8));
        var isDeleted = record.Text("IsDeleted"u8) == "true";
        var item = new SourceItem
        {
            Object = @object,
            Key = key,
            Kind = isDeleted ? ChangeKind.Delete : ChangeKind.Upsert,
            Id = e.Element.Text("id"u8),
            OccurredAt = record.IsoTime("LastModifiedDate"u8) ?? record.IsoTime("SystemModstamp"u8),
            Fields = record,
            IsPartial = true,
        };
        return isDeleted && SalesforceId.Long(record.Text("MasterRecordId"u8)) is { Length: > 0 } survivor && key is not null
            ? mapping.Map(item with { Kind = ChangeKind.Merge, Key = survivor, MergedKeys = [key], Fields = default }, e, parts)
            : mapping.Map(item, e, parts);
    }

    private string? TakePlatformEvent(in VendorEvent e, JsonElement data, JsonElement payload, ReadingParts parts)
    {
        var channel = e.Element.Text("channel"u8) ?? e.Element.Text("topic"u8) ?? e.Element.Text("topicName"u8);
        if (channel is not { Length: > 0 })
        {
            return "it has neither a ChangeEventHeader nor the channel of a platform event";
        }

        var name = channel[(channel.LastIndexOf('/') + 1)..];
        if (!options.PlatformEvents.TryGetValue(name, out var meaning))
        {
            return parts.Ignore(name);
        }

        var replay = data.Member("event"u8);
        var uuid = replay.Text("EventUuid"u8) ?? payload.Text("EventUuid"u8);
        var fields = SalesforceFields.Flatten(payload, _ => false);
        return mapping.Map(
            new()
            {
                Object = meaning.Object,
                Key = SalesforceId.Long(fields.TryGetProperty(meaning.Key, out var key) ? MappedValue.Of(key).Scalar : null),
                Kind = meaning.Event is null ? ChangeKind.Upsert : ChangeKind.Event,
                Id = uuid,
                OccurredAt = fields.IsoTime("CreatedDate"u8),
                Fields = meaning.Event is null ? fields : default,
                IsPartial = true,
                Event = meaning.Event is null ? null : new EventDetail(meaning.Event, Properties(fields, meaning.Properties)),
            },
            e,
            parts);
    }

    private static FieldValue Properties(JsonElement fields, IReadOnlyList<string> wanted)
    {
        var chosen = wanted
            .Where(name => fields.TryGetProperty(name, out _))
            .ToDictionary(name => name, name => fields.GetProperty(name).GetRawText(), StringComparer.Ordinal);
        using var document = JsonDocument.Parse($"{{{string.Join(',', chosen.Select(p => $"{JsonEncodedTextOf(p.Key)}:{p.Value}"))}}}");
        return FieldValue.FromJson(document.RootElement);
    }

    private static string JsonEncodedTextOf(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
