using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Zendesk;

/// <summary>Reads the events that Zendesk sends itself, and the bodies that a trigger of the customer's sends in the form of our README.</summary>
internal sealed class ZendeskReader(ZendeskOptions options, string? region, VendorMapping mapping) : IEventReader
{
    private const string Prefix = "zen:event-type";
    private const string Contact = "contact";

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (e.Element.Text("type"u8) is not { } type || !type.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return TakeTrigger(e, parts);
        }

        if (options.Account is { } account && account != e.Element.Text("account_id"u8))
        {
            return "it is of another account than options.account";
        }

        // The documentation writes some types with a stroke behind the prefix instead of a colon.
        var name = type[Prefix.Length..].TrimStart(':', '/');
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || mapping.ObjectOf(name[..dot]) is not { } @object || IsUnwanted(name[(dot + 1)..]))
        {
            return parts.Ignore(type);
        }

        return (@object, name[(dot + 1)..]) switch
        {
            (Contact, "merged") => TakeMerge(e, parts),
            (Contact, "identity_created" or "identity_changed") => TakeIdentity(e, parts),
            (Contact, "identity_deleted") => TakeLostIdentity(e, parts),
            var (_, action) => TakeRecord(@object, action, e, parts),
        };
    }

    /// <summary>Says nothing of the customer, or what is not for keeping.</summary>
    private static bool IsUnwanted(string action) =>
        action is "password_changed" or "photo_changed" or "last_login_changed" or "default_group_changed" or "custom_role_changed" or "only_private_comments_changed"
        || action.StartsWith("group_membership_", StringComparison.Ordinal);

    private string? TakeRecord(string @object, string action, in VendorEvent e, ReadingParts parts)
    {
        var change = e.Element.Member("event"u8);
        var gone = action is "deleted" or "soft_deleted" or "permanently_deleted" || (action == "active_changed" && change.Member("current"u8).ValueKind == JsonValueKind.False);
        return mapping.Map(
            Item(@object, gone ? ChangeKind.Delete : ChangeKind.Upsert, e) with { IsPartial = true, Fields = ZendeskRecord.Of(e.Element.Member("detail"u8), action, change) },
            e,
            parts);
    }

    /// <summary>Which of the two stays is the source's to say: Zendesk's documentation can be read either way.</summary>
    private string? TakeMerge(in VendorEvent e, ReadingParts parts)
    {
        var item = Item(Contact, ChangeKind.Merge, e);
        var change = e.Element.Member("event"u8);
        if ((change.Member("user"u8).Text("id"u8) ?? change.Text("user_id"u8)) is not { Length: > 0 } other || item.Key is null || other == item.Key)
        {
            return "the merge does not say which two users it joined";
        }

        return mapping.Map(
            options.EventUserSurvives ? item with { Key = other, MergedKeys = [item.Key] } : item with { MergedKeys = [other] },
            e,
            parts);
    }

    /// <summary>A further address or number of the same user: it leads to the person and does not replace the first.</summary>
    private string? TakeIdentity(in VendorEvent e, ReadingParts parts)
    {
        var change = e.Element.Member("event"u8);
        var found = new List<Identifier>();
        foreach (var identity in new[] { change.Member("identity"u8), change.Member("current"u8), change.Member("previous"u8), change })
        {
            if (TypeOf(identity.Text("type"u8)) is { } type && IdentifierRules.TryNormalise(type, identity.Text("value"u8), region, out var identifier) && !found.Contains(identifier))
            {
                found.Add(identifier);
            }
        }

        return mapping.Map(
            Item(Contact, ChangeKind.Upsert, e) with { IsPartial = true, Fields = ZendeskRecord.Of(e.Element.Member("detail"u8), "", default), Identifiers = found },
            e,
            parts);
    }

    /// <summary>What once led to a person goes on doing so; that it was taken away is history.</summary>
    private string? TakeLostIdentity(in VendorEvent e, ReadingParts parts)
    {
        var change = e.Element.Member("event"u8);
        var type = change.Member("identity"u8).Member("type"u8) is { ValueKind: JsonValueKind.String } found ? found : change.Member("type"u8);
        return mapping.Map(
            Item(Contact, ChangeKind.Event, e) with { Event = new EventDetail("identity_deleted", new EventProperties().Add("type", type).ToValue()) },
            e,
            parts);
    }

    private static string? TypeOf(string? type) => type switch
    {
        "email" => Identifier.Email,
        "phone_number" or "phone" => Identifier.Phone,
        _ => null,
    };

    private static SourceItem Item(string @object, ChangeKind kind, in VendorEvent e) => new()
    {
        Object = @object,
        Key = e.Element.Member("detail"u8).Text("id"u8) ?? IdOf(e.Element.Text("subject"u8)),
        Kind = kind,
        Id = e.Element.Text("id"u8),
        OccurredAt = e.Element.IsoTime("time"u8),
    };

    /// <summary>The number at the end of <c>zen:user:1</c>.</summary>
    private static string? IdOf(string? subject) => subject?[(subject.LastIndexOf(':') + 1)..];

    /// <summary>A trigger's body is the customer's own; README has the form that is understood here.</summary>
    private string? TakeTrigger(in VendorEvent e, ReadingParts parts)
    {
        var record = e.Element.Member("record"u8);
        if (record.ValueKind != JsonValueKind.Object || e.Element.Text("object"u8) is not { Length: > 0 } name)
        {
            return "it is neither an event of Zendesk nor a trigger's body as the connector's README has it";
        }

        if (mapping.ObjectOf(name) is not { } @object)
        {
            return parts.Ignore($"trigger {name}");
        }

        return mapping.Map(
            new()
            {
                Object = @object,
                Key = record.Text("id"u8),
                Kind = e.Element.Text("action"u8) == "deleted" ? ChangeKind.Delete : ChangeKind.Upsert,
                OccurredAt = e.Element.IsoTime("time"u8),
                IsPartial = true,
                Fields = record,
            },
            e,
            parts);
    }
}
