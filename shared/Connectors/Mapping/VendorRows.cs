using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Rows of a vendor's export, which the table of its webhooks reads.</summary>
/// <param name="keyOf">From an id as exports write it to the record's key, where they are not the same.</param>
internal sealed class VendorRows(VendorMapping mapping, string @object, Func<string, string?>? keyOf) : IEventReader
{
    /// <summary>What a file holds when nobody says.</summary>
    public const string Usual = "contact";

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (mapping.TableOf(@object).Row is not { } rule)
        {
            return "the mapping does not say which column of such a row is the record's id: objects.<object>.row.id";
        }

        var record = rule.Shape(e.Element);
        var item = new MappingItem(record, record);
        if (rule.TimeOf(item, out var time) is { } wrong)
        {
            return wrong;
        }

        var id = rule.IdOf(item);
        return mapping.Map(
            new()
            {
                Object = @object,
                Key = id is { Length: > 0 } && keyOf is not null ? keyOf(id) : id,
                Kind = ChangeKind.Upsert,
                OccurredAt = time,
                Fields = record,

                // Whoever exports chooses the columns.
                IsPartial = true,
            },
            e,
            parts);
    }
}
