using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Intercom;

/// <summary>One notification is about one item, which is the record as it then was; of what was deleted only the id.</summary>
internal sealed class IntercomReader(IntercomOptions options, VendorMapping mapping) : IEventReader
{
    private const string Contact = "contact";

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("topic"u8) is not { Length: > 0 } topic)
        {
            return "the notification has no topic";
        }

        if (options.Workspace is { } workspace && workspace != e.Element.Text("app_id"u8))
        {
            return "it is of another workspace than options.workspace";
        }

        var item = e.Element.Member("data"u8).Member("item"u8);
        if (topic == "ping")
        {
            return parts.Ignore(topic);
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            return "the notification has no data.item";
        }

        var isContact = topic.StartsWith("contact.", StringComparison.Ordinal) || topic.StartsWith("user.", StringComparison.Ordinal);
        return topic[(topic.LastIndexOf('.') + 1)..] switch
        {
            "merged" when isContact => TakeMerge(item, e, parts),
            "subscribed" when isContact => TakeSubscription(topic, ConsentState.Granted, item, e, parts),
            "unsubscribed" when isContact => TakeSubscription(topic, ConsentState.Withdrawn, item, e, parts),
            "archived" or "archive" or "deleted" => TakeRecord(topic, ChangeKind.Delete, item, e, parts),
            _ => TakeRecord(topic, ChangeKind.Upsert, item, e, parts),
        };
    }

    private string? TakeRecord(string topic, ChangeKind kind, JsonElement item, in VendorEvent e, ReadingParts parts)
    {
        // A tag, say, comes with the contact that it was given to; only a record of its own is one here.
        if (mapping.ObjectOf(item.Text("type"u8)) is not { } @object)
        {
            return parts.Ignore(topic);
        }

        return mapping.Map(Item(@object, item.Text("id"u8) ?? item.Text("conversation_id"u8), kind, e) with { Fields = item }, e, parts);
    }

    /// <summary>
    /// The one that is left, and the one that went into it. Where a notification holds only the former, it is as good as an update.
    /// </summary>
    private string? TakeMerge(JsonElement item, in VendorEvent e, ReadingParts parts)
    {
        var kept = item.Member("contact"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : item;
        var lost = item.Member("merged_contact"u8).Text("id"u8) ?? item.Text("merged_contact_id"u8) ?? item.Member("from"u8).Text("id"u8);
        var change = Item(Contact, kept.Text("id"u8), lost is null ? ChangeKind.Upsert : ChangeKind.Merge, e);
        return mapping.Map(change with { Fields = kept, MergedKeys = lost is null ? [] : [lost] }, e, parts);
    }

    private string? TakeSubscription(string topic, ConsentState state, JsonElement item, in VendorEvent e, ReadingParts parts)
    {
        var contact = item.Member("contact"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : item;
        var consents = SubscriptionsOf(item).Select(PurposeOf).DefaultIfEmpty("marketing").Distinct()
            .Select(purpose => new ConsentEntry(purpose, "email", state, Evidence: $"Intercom {topic}")).ToArray();
        return mapping.Map(
            Item(Contact, contact.Text("id"u8), ChangeKind.Consent, e) with { Fields = contact, Consents = consents },
            e,
            parts);
    }

    /// <summary>The subscription types' ids, wherever this version of the API has them.</summary>
    private static IEnumerable<string> SubscriptionsOf(JsonElement item)
    {
        foreach (var one in new[] { item.Member("subscription_type"u8), item.Member("subscription"u8) })
        {
            if (one.Text("id"u8) is { Length: > 0 } id)
            {
                yield return id;
            }
        }

        var types = item.Member("subscription_types"u8);
        var list = types.ValueKind == JsonValueKind.Array ? types : types.Member("data"u8);
        foreach (var type in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
        {
            if (type.Text("id"u8) is { Length: > 0 } id)
            {
                yield return id;
            }
        }
    }

    private string PurposeOf(string id) => options.Subscriptions.TryGetValue(id, out var purpose)
        ? purpose
        : $"intercom_{string.Concat(id.Where(char.IsAsciiLetterOrDigit).Take(40))}";

    private static SourceItem Item(string @object, string? key, ChangeKind kind, in VendorEvent e) => new()
    {
        Object = @object,
        Key = key,
        Kind = kind,
        Id = e.Element.Text("id"u8),
        OccurredAt = e.Element.UnixSeconds("created_at"u8),
    };
}
