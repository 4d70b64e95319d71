using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Shopify;

/// <summary>One webhook is one event, named by a header; the body is the record as it then was.</summary>
internal sealed class ShopifyReader(ShopifyOptions options, VendorMapping mapping) : IEventReader
{
    public const string TopicHeader = "X-Shopify-Topic";
    public const string EventIdHeader = "X-Shopify-Event-Id";
    public const string TriggeredAtHeader = "X-Shopify-Triggered-At";
    private const string ShopHeader = "X-Shopify-Shop-Domain";
    private const string Prefix = "X-";
    private const string Contact = "contact";

    /// <summary>What the body alone does not tell.</summary>
    public static IReadOnlyList<string> Headers { get; } =
        [TopicHeader, EventIdHeader, TriggeredAtHeader, ShopHeader, TopicHeader[2..], EventIdHeader[2..], TriggeredAtHeader[2..], ShopHeader[2..]];

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var topic = Header(e.Request, TopicHeader);
        if (topic is null)
        {
            return $"the header {TopicHeader} is missing";
        }

        if (options.Shop is { } shop && !shop.Equals(Header(e.Request, ShopHeader), StringComparison.OrdinalIgnoreCase))
        {
            return "it is of another shop than options.shop";
        }

        return topic switch
        {
            "customers/redact" => TakeRedaction(e, parts),
            "customers/data_request" => mapping.Map(Event(e, "Data Requested", e.Element.Member("customer"u8), e.Element.Member("data_request"u8)), e, parts),
            "shop/redact" => "the shop has gone, and asks that everything known from it be erased: that is for a privacy officer to do",
            "customers/merge" => TakeMerge(e, parts),
            "customers_email_marketing_consent/update" or "customers_marketing_consent/update" => TakeConsent(e, parts),
            _ => TakeRecord(topic, e, parts),
        };
    }

    private string? TakeRecord(string topic, in VendorEvent e, ReadingParts parts)
    {
        var stroke = topic.IndexOf('/', StringComparison.Ordinal);
        if (stroke < 0 || mapping.ObjectOf(topic[..stroke]) is not { } @object)
        {
            return parts.Ignore(topic);
        }

        return mapping.Map(
            new()
            {
                Object = @object,
                Key = e.Element.Text("id"u8),
                Kind = topic.EndsWith("/delete", StringComparison.Ordinal) ? ChangeKind.Delete : ChangeKind.Upsert,
                Id = Header(e.Request, EventIdHeader),
                OccurredAt = e.Element.IsoTime("updated_at"u8) ?? TriggeredAt(e.Request),
                Fields = e.Element,
            },
            e,
            parts);
    }

    private string? TakeConsent(in VendorEvent e, ReadingParts parts) => mapping.Map(
        new()
        {
            Object = Contact,
            Key = e.Element.Text("customer_id"u8) ?? e.Element.Text("id"u8),
            Kind = ChangeKind.Consent,
            Id = Header(e.Request, EventIdHeader),
            OccurredAt = e.Element.Member("email_marketing_consent"u8).IsoTime("consent_updated_at"u8)
                ?? e.Element.Member("sms_marketing_consent"u8).IsoTime("consent_updated_at"u8) ?? TriggeredAt(e.Request),
            Fields = e.Element,
        },
        e,
        parts);

    private string? TakeMerge(in VendorEvent e, ReadingParts parts) => mapping.Map(
        new()
        {
            Object = Contact,
            Key = IdOf(e.Element.Text("admin_graphql_api_customer_kept_id"u8)),
            Kind = ChangeKind.Merge,
            Id = Header(e.Request, EventIdHeader),
            OccurredAt = TriggeredAt(e.Request),
            MergedKeys = IdOf(e.Element.Text("admin_graphql_api_customer_deleted_id"u8)) is { } loser ? [loser] : [],
        },
        e,
        parts);

    /// <summary>The customer, and those of the orders that Shopify names.</summary>
    private string? TakeRedaction(in VendorEvent e, ReadingParts parts)
    {
        var id = Header(e.Request, EventIdHeader);
        if (mapping.Map(Erasure(e, Contact, e.Element.Member("customer"u8).Text("id"u8), id), e, parts) is { } wrong)
        {
            return wrong;
        }

        var orders = e.Element.Member("orders_to_redact"u8);
        if (orders.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var order in orders.EnumerateArray())
        {
            var key = MappedValue.Of(order).Scalar;
            if (mapping.Map(Erasure(e, "order", key, $"{id}/{key}"), e, parts) is { } faulty)
            {
                return faulty;
            }
        }

        return null;
    }

    private static SourceItem Erasure(in VendorEvent e, string @object, string? key, string? id) => new()
    {
        Object = @object,
        Key = key,
        Kind = ChangeKind.Delete,
        Privacy = true,
        Id = id,
        OccurredAt = TriggeredAt(e.Request),
    };

    private static SourceItem Event(in VendorEvent e, string name, JsonElement customer, JsonElement properties) => new()
    {
        Object = Contact,
        Key = customer.Text("id"u8),
        Kind = ChangeKind.Event,
        Id = Header(e.Request, EventIdHeader),
        OccurredAt = TriggeredAt(e.Request),
        Event = new EventDetail(name, properties.ValueKind == JsonValueKind.Object ? FieldValue.FromJson(properties) : FieldValue.FromCanonical("{}")),
    };

    /// <summary>The number at the end of <c>gid://shopify/Customer/1</c>.</summary>
    private static string? IdOf(string? gid) => gid?[(gid.LastIndexOf('/') + 1)..];

    private static DateTimeOffset? TriggeredAt(WebhookRequest request) => VendorTime.Iso(Header(request, TriggeredAtHeader));

    /// <summary>Shopify has begun to leave out the <c>X-</c>.</summary>
    private static string? Header(WebhookRequest request, string name) => request.Header(name) ?? request.Header(name[Prefix.Length..]);
}
