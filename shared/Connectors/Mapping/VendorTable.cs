using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The rules for one kind of a vendor's objects.</summary>
internal sealed class VendorTable
{
    private readonly RecordTable _table;
    private readonly MemberSlots _slots;
    private readonly Dictionary<string, FieldRule[]> _byMember;
    private readonly HashSet<string> _paths;

    /// <param name="names">What the vendor calls the object.</param>
    /// <param name="row">How a row of an export is one of these; null: not at all.</param>
    public VendorTable(RecordTable table, IReadOnlyList<string> names, RowRule? row = null)
    {
        _table = table;
        _slots = new(row is null ? table.Paths : table.Paths.Concat(row.Paths));
        _byMember = table.Fields.Concat(table.Identifiers)
            .SelectMany(rule => rule.Paths, (rule, path) => (rule, path.Text))
            .GroupBy(p => p.Text, p => p.rule, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _paths = table.Paths.Select(path => path.Text).ToHashSet(StringComparer.Ordinal);
        Names = names;
        Row = row;
    }

    public IReadOnlyList<string> Names { get; }

    public RowRule? Row { get; }

    public IEnumerable<FieldUse> Uses => _table.Uses;

    /// <summary>What it says of the members of one kind of object, as contracts write them.</summary>
    public IEnumerable<MappedPath> Mapped(string @object) => _table.Mapped(@object);

    /// <summary>What no rule names is kept.</summary>
    public bool KeepsOthers => _table.KeepPrefix is not null;

    /// <summary>Does a rule look for its value at this very path?</summary>
    public bool Reads(string path) => _paths.Contains(path);

    /// <summary>Is the member never taken?</summary>
    public bool Drops(string member) => _table.Dropped.Contains(member);

    public static VendorTable Empty(SourceSettings settings, ConfigErrors errors) =>
        new(RecordTable.Bind(new ConfigObject(default, "$.mapping", errors), new(settings.Key, settings.Region, false, errors), ""), []);

    /// <summary>Adds to the change what its item says. Returns why that cannot be understood, or null.</summary>
    public string? Complete(SourceItem item, in VendorEvent e, ContractFindings findings, ref Change change)
    {
        var others = _table.WantsOthers && !item.SaysOthers ? new List<JsonProperty>() : null;
        var slots = _slots.Rent(item.Fields, others);
        try
        {
            if (_table.Complete(new(e.Payload, item.Fields, slots, others, e.Request.Trace), findings, ref change) is { } wrong)
            {
                return wrong;
            }
        }
        finally
        {
            _slots.Return(slots);
        }

        change = AddRead(item, change);
        return null;
    }

    /// <summary>Adds what the item's reader found without the table.</summary>
    private static Change AddRead(SourceItem item, Change change)
    {
        if (item.Said.Count > 0)
        {
            change = change with { Fields = [.. change.Fields, .. item.Said] };
        }

        if (item.Identifiers.Count > 0)
        {
            change = change with { Identifiers = [.. item.Identifiers.Concat(change.Identifiers).Distinct()] };
        }

        if (item.Consents.Count > 0)
        {
            change = change with { Consents = [.. change.Consents, .. item.Consents] };
        }

        return change;
    }

    /// <summary>Adds one member that was found without its record, as vendors send it that report one property at a time.</summary>
    /// <returns>Why it cannot be taken, or null.</returns>
    public string? CompleteMember((string Name, string Value) member, MappingTrace? trace, ContractFindings findings, ref Change change)
    {
        var parts = new RecordParts { Fields = [] };
        var value = MappedValue.Of(member.Value);
        if (_byMember.TryGetValue(member.Name, out var rules))
        {
            foreach (var rule in rules)
            {
                rule.Apply(value, trace, parts);
            }
        }
        else
        {
            _table.Keep(member.Name, value, trace, parts);
        }

        return RecordTable.Take(parts, findings, ref change);
    }
}
