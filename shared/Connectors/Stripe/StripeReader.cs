using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Stripe;

/// <summary>One webhook is one event with the object as it was at that moment, which says itself what it is.</summary>
internal sealed class StripeReader(StripeOptions options, VendorMapping mapping) : IEventReader
{
    private const string Subscription = "subscription";

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("type"u8) is not { Length: > 0 } type)
        {
            return "the event has no type";
        }

        if (e.Element.Text("id"u8) is not { Length: > 0 } id)
        {
            return "the event has no id";
        }

        if (!options.TestMode && e.Element.Member("livemode"u8).ValueKind == JsonValueKind.False)
        {
            return parts.Ignore($"{type} (test mode)");
        }

        if (options.Account is { } account && account != e.Element.Text("account"u8))
        {
            return "it is of another account than options.account";
        }

        var record = e.Element.Member("data"u8).Member("object"u8);
        return record.ValueKind == JsonValueKind.Object ? TakeRecord(type, id, record, e, parts) : TakeThin(type, e, parts);
    }

    private string? TakeRecord(string type, string id, JsonElement record, in VendorEvent e, ReadingParts parts)
    {
        if (mapping.ObjectOf(record.Text("object"u8)) is not { } @object || record.Text("id"u8) is null)
        {
            // An upcoming invoice is a preview, and has no id.
            return parts.Ignore(type);
        }

        return mapping.Map(
            new()
            {
                Object = @object,
                Key = record.Text("id"u8),
                Kind = IsDeletion(type, record) ? ChangeKind.Delete : ChangeKind.Upsert,
                Id = id,
                OccurredAt = e.Element.UnixSeconds("created"u8),
                Fields = record,
            },
            e,
            parts);
    }

    /// <summary>customer.subscription.deleted says that a subscription has ended; the record stays, as canceled.</summary>
    private static bool IsDeletion(string type, JsonElement record) =>
        type.EndsWith(".deleted", StringComparison.Ordinal) && record.Text("object"u8) != Subscription;

    /// <summary>A thin event names a record and says nothing of it. What is wanted must not be lost without a word.</summary>
    private string? TakeThin(string type, in VendorEvent e, ReadingParts parts) =>
        e.Element.Text("object"u8) == "event" ? "the event has no data.object"
        : mapping.ObjectOf(e.Element.Member("related_object"u8).Text("type"u8)) is null ? parts.Ignore(type)
        : "it is a thin event, which holds no record: let the event destination send snapshots";
}
