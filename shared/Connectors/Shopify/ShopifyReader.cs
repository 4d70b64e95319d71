using System.Runtime.InteropServices;
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
    public const string ShopHeader = "X-Shopify-Shop-Domain";
    private const string Prefix = "X-";
    private const string Contact = "contact";
    private const string Order = "order";

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
            "customers/redact" => TakeRedaction(topic, e, parts),
            "customers/data_request" => TakeEvent(topic, "data_requested", e.Element.Member("customer"u8).Text("id"u8), new EventProperties().Add("id", e.Element.Member("data_request"u8).Member("id"u8)).ToValue(), e, parts),
            "shop/redact" => "the shop has gone, and asks that everything known from it be erased: that is for a privacy officer to do",
            "customers/merge" => TakeMerge(topic, e, parts),
            "customers_email_marketing_consent/update" => TakeConsent(topic, e, e.Element.Member("email_marketing_consent"u8), parts),
            "customers_marketing_consent/update" => TakeConsent(topic, e, e.Element.Member("sms_marketing_consent"u8), parts),
            "customers_whats_app_marketing_consent/update" => TakeConsent(topic, e, e.Element.Member("whats_app_marketing_consent"u8), parts),
            "customers/purchasing_summary" => TakeSummary(topic, e, parts),
            "customer.tags_added" => TakeTags(topic, "tags_added", e, parts),
            "customer.tags_removed" => TakeTags(topic, "tags_removed", e, parts),
            _ => TakeRecord(topic, e, parts),
        };
    }

    private string? TakeRecord(string topic, in VendorEvent e, ReadingParts parts)
    {
        var stroke = topic.IndexOf('/', StringComparison.Ordinal);
        if (stroke < 0 || !IsOfRecord(topic[(stroke + 1)..]) || mapping.ObjectOf(topic[..stroke]) is not { } @object)
        {
            return parts.Ignore(topic);
        }

        var key = e.Element.Text("id"u8);
        return mapping.Map(
            new()
            {
                Object = @object,
                Key = key,
                Kind = topic.EndsWith("/delete", StringComparison.Ordinal) ? ChangeKind.Delete : ChangeKind.Upsert,
                Id = IdOf(topic, key, e),
                OccurredAt = e.Element.IsoTime("updated_at"u8) ?? TriggeredAt(e.Request),
                Fields = e.Element,
            },
            e,
            parts);
    }

    /// <summary>The body is the whole record, or for a deletion its id. Other topics (orders/edited, say) send something about it.</summary>
    private static bool IsOfRecord(string action) =>
        action is "create" or "update" or "updated" or "delete" or "enable" or "disable" or "paid" or "cancelled" or "fulfilled" or "partially_fulfilled";

    private string? TakeConsent(string topic, in VendorEvent e, JsonElement consent, ReadingParts parts)
    {
        var key = e.Element.Text("customer_id"u8) ?? e.Element.Text("id"u8);
        return mapping.Map(
            new()
            {
                Object = Contact,
                Key = key,
                Kind = ChangeKind.Consent,
                Id = IdOf(topic, key, e),
                OccurredAt = consent.IsoTime("consent_updated_at"u8) ?? consent.IsoTime("updated_at"u8) ?? TriggeredAt(e.Request),
                Fields = e.Element,
                SilentAs = $"{topic} (never asked)",
            },
            e,
            parts);
    }

    /// <summary>What newer API versions no longer say in customers/update.</summary>
    private string? TakeSummary(string topic, in VendorEvent e, ReadingParts parts)
    {
        var key = IdOf(e.Element.Text("customerId"u8));
        return mapping.Map(
            new()
            {
                Object = Contact,
                Key = key,
                Kind = ChangeKind.Upsert,
                IsPartial = true,
                Id = IdOf(topic, key, e),
                OccurredAt = e.Element.IsoTime("occurredAt"u8) ?? TriggeredAt(e.Request),
                Fields = e.Element,
            },
            e,
            parts);
    }

    /// <summary>Only the difference is told, and in no promised order, so it is history and no field.</summary>
    private string? TakeTags(string topic, string name, in VendorEvent e, ReadingParts parts)
    {
        var tags = e.Element.Member("tags"u8);
        return tags.ValueKind == JsonValueKind.Array
            ? TakeEvent(topic, name, IdOf(e.Element.Text("customerId"u8)), new EventProperties().Add("tags", tags).ToValue(), e, parts)
            : "there is no list of tags";
    }

    private string? TakeMerge(string topic, in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("status"u8)?.ToUpperInvariant() is "FAILED" or "IN_PROGRESS" or "REQUESTED")
        {
            return parts.Ignore($"{topic} (not done)");
        }

        if (IdOf(e.Element.Text("admin_graphql_api_customer_deleted_id"u8)) is not { } loser)
        {
            return "the merge does not say which customer was absorbed";
        }

        var key = IdOf(e.Element.Text("admin_graphql_api_customer_kept_id"u8));
        return mapping.Map(
            new()
            {
                Object = Contact,
                Key = key,
                Kind = ChangeKind.Merge,
                Id = IdOf(topic, key, e),
                OccurredAt = TriggeredAt(e.Request),
                MergedKeys = [loser],
            },
            e,
            parts);
    }

    /// <summary>The customer, and those of the orders that Shopify names.</summary>
    private string? TakeRedaction(string topic, in VendorEvent e, ReadingParts parts)
    {
        if (mapping.Map(Erasure(topic, Contact, e.Element.Member("customer"u8).Text("id"u8), e), e, parts) is { } wrong)
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
            if (mapping.Map(Erasure(topic, Order, MappedValue.Of(order).Scalar, e), e, parts) is { } faulty)
            {
                return faulty;
            }
        }

        return null;
    }

    private static SourceItem Erasure(string topic, string @object, string? key, in VendorEvent e) => new()
    {
        Object = @object,
        Key = key,
        Kind = ChangeKind.Delete,
        Privacy = true,
        Id = IdOf($"{topic}/{@object}", key, e),
        OccurredAt = TriggeredAt(e.Request),
    };

    private string? TakeEvent(string topic, string name, string? key, FieldValue properties, in VendorEvent e, ReadingParts parts) => mapping.Map(
        new()
        {
            Object = Contact,
            Key = key,
            Kind = ChangeKind.Event,
            Id = IdOf(topic, key, e),
            OccurredAt = e.Element.IsoTime("occurredAt"u8) ?? TriggeredAt(e.Request),
            Event = new EventDetail(name, properties),
        },
        e,
        parts);

    /// <summary>
    /// Shopify's event id names what a merchant did, which can be several topics about several records; without one the words
    /// of the body are the name.
    /// </summary>
    private static string IdOf(string topic, string? key, in VendorEvent e) => Header(e.Request, EventIdHeader) is { Length: > 0 } id
        ? $"{id}/{topic}/{key}"
        : ContentId.Of(topic, key ?? "", JsonMarshal.GetRawUtf8Value(e.Element));

    /// <summary>The number at the end of <c>gid://shopify/Customer/1</c>.</summary>
    private static string? IdOf(string? gid) => gid?[(gid.LastIndexOf('/') + 1)..];

    private static DateTimeOffset? TriggeredAt(WebhookRequest request) => VendorTime.Iso(Header(request, TriggeredAtHeader));

    /// <summary>Shopify has begun to leave out the <c>X-</c>.</summary>
    private static string? Header(WebhookRequest request, string name) => request.Header(name[Prefix.Length..]) ?? request.Header(name);
}
