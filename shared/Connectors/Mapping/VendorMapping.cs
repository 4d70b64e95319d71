using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// What a vendor's objects and fields mean: the table that its folder ships (<c>{vendor}.mapping.json</c>), with what the
/// source's file says laid over it.
/// </summary>
internal sealed class VendorMapping
{
    private readonly string _source;
    private readonly FrozenDictionary<string, string> _objects;
    private readonly FrozenDictionary<string, VendorTable> _tables;
    private readonly VendorTable _empty;
    private readonly SourceContract? _contract;

    private VendorMapping(SourceSettings settings, FrozenDictionary<string, VendorTable> tables, VendorTable empty, SourceContract? contract)
    {
        _source = settings.Key;
        _tables = tables;
        _empty = empty;
        _contract = contract;
        _objects = tables.SelectMany(t => t.Value.Names, (t, name) => (name, t.Key)).ToFrozenDictionary(p => p.name, p => p.Key, StringComparer.OrdinalIgnoreCase);
        Fields = [.. tables.Values.SelectMany(t => t.Uses)];
    }

    /// <summary>What the tables say of their fields' use.</summary>
    public IReadOnlyList<FieldUse> Fields { get; }

    /// <summary>What it says of the objects' members, as contracts write them.</summary>
    public IReadOnlyList<MappedPath> Paths => [.. _tables.OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => t.Value.Mapped(t.Key))];

    /// <param name="shared">The table of a payload that several vendors send alike, where the vendor ships none of its own.</param>
    /// <returns>Null where the source's mapping is wrong (reported).</returns>
    public static VendorMapping? Bind(SourceSettings settings, ConfigErrors errors, string? shared = null)
    {
        var before = errors.All.Count;
        var tables = VendorTables.Load(settings, shared, errors);
        var contract = SourceContract.Bind(settings, errors);
        return errors.All.Count > before
            ? null
            : new(settings, tables.ToFrozenDictionary(StringComparer.Ordinal), VendorTable.Empty(settings, errors), contract);
    }

    /// <summary>The kind of object here that the vendor calls so (whatever the case), or null where it is not wanted.</summary>
    public string? ObjectOf(string? vendorName) => vendorName is null ? null : _objects.GetValueOrDefault(vendorName);

    /// <summary>The identifier that another of the source's own records is: a deal's contact, an order's customer.</summary>
    public Identifier Record(string @object, string key) => Identifier.External(_source, @object, key);

    /// <summary>The rules of one object, for readers that find values without paths.</summary>
    public VendorTable TableOf(string @object) => _tables.GetValueOrDefault(@object, _empty);

    /// <summary>Reads a row of the vendor's own export by the table of its webhooks.</summary>
    /// <param name="object">What the file holds; null: contacts.</param>
    /// <param name="keyOf">From an id as exports write it to the record's key, where they are not the same.</param>
    public WebhookReading ReadRow(WebhookRequest row, string? @object, Func<string, string?>? keyOf = null) =>
        JsonDelivery.Read(row, new VendorRows(this, @object ?? VendorRows.Usual, keyOf));

    /// <summary>Makes the change that the item says.</summary>
    /// <returns>Why it cannot be understood, or null.</returns>
    public string? Map(SourceItem item, in VendorEvent e, ReadingParts parts)
    {
        var wrong = Begin(item, e, parts, item.Fields, out var change) ?? TableOf(item.Object).Complete(item, e, parts.Findings, ref change);
        if (wrong is not null)
        {
            return wrong;
        }

        if (change.Kind == ChangeKind.Consent && change.Consents.Count == 0)
        {
            return item.SilentAs is { } name ? parts.Ignore(name) : "the consent says nothing that the mapping knows";
        }

        parts.Changes.Add(change);
        return null;
    }

    /// <summary>Makes the change of an item that tells of one member alone.</summary>
    /// <returns>Why it cannot be understood, or null.</returns>
    public string? MapMember(SourceItem item, string member, string value, in VendorEvent e, ReadingParts parts)
    {
        // The contract looks at records, so one is made of the member where there is a contract at all.
        var record = _contract is null ? default : JsonElement.Parse($"{{{FieldValue.Text(member).Json}:{FieldValue.Text(value).Json}}}");
        var wrong = Begin(item, e, parts, record, out var change)
            ?? TableOf(item.Object).CompleteMember((member, value), e.Request.Trace, parts.Findings, ref change);
        if (wrong is null)
        {
            parts.Changes.Add(change);
        }

        return wrong;
    }

    /// <summary>What the change is, before its fields: whose record, which deed, when.</summary>
    private string? Begin(SourceItem item, in VendorEvent e, ReadingParts parts, JsonElement fields, out Change change)
    {
        e.Request.Trace?.Describe($"{item.Kind.ToString().ToLowerInvariant()} {item.Object} {item.Key}");
        e.Request.Trace?.StartAt(item.Fields);
        var id = IdOf(item, e);
        var hasKey = IdentifierRules.TryNormalise("external", item.Key, null, out var key);
        change = new Change
        {
            Id = id,
            Source = _source,
            Record = new(item.Object, key.Value ?? ""),
            Kind = item.Kind,
            Privacy = item.Privacy,
            Event = item.Event,
            MergedKeys = item.MergedKeys.Count == 0 ? [] : [.. item.MergedKeys.Where(k => k != key.Value)],
            OccurredAt = item.OccurredAt?.ToUniversalTime() ?? e.Request.ReceivedAt,
            TimeIsReceipt = item.OccurredAt is null,
            ReceivedAt = e.Request.ReceivedAt,
            ContractVersion = _contract?.Version ?? 1,
        };
        if (!hasKey)
        {
            return "the record's id is missing or is no id";
        }

        var isKept = item.Kind == ChangeKind.Delete
            || parts.Keeps(_contract, id, item.Object, fields, item.IsPartial || item.Kind != ChangeKind.Upsert);
        return isKept ? null : parts.Findings.Reason;
    }

    private string IdOf(SourceItem item, in VendorEvent e) => item.Id switch
    {
        null or "" => ContentId.Of(_source, item.Object, JsonMarshal.GetRawUtf8Value(e.Element)),
        { Length: > Change.MaxIdLength } id => ContentId.Of(_source, id),
        var id => id,
    };
}
