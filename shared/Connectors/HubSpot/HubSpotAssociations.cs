using System.Globalization;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>
/// What hangs on what. A deal or a ticket hangs on its contact; of a company the other record keeps the id, for a company is
/// no person's. HubSpot tells of both directions to those who subscribe to both, which says the same twice.
/// </summary>
internal sealed class HubSpotAssociations(VendorMapping mapping)
{
    private const string Contact = "contact";
    private const string Company = "company";
    private const string To = "_TO_";

    public string? Take(in HubSpotEvent said, in VendorEvent e, ReadingParts parts)
    {
        var type = said.AssociationType ?? "";
        var at = type.IndexOf(To, StringComparison.Ordinal);
        if (at < 1 || said.FromObjectId is not > 0 || said.ToObjectId is not > 0)
        {
            return "the association has no associationType, fromObjectId and toObjectId";
        }

        var (from, to) = (mapping.ObjectOf(type[..at]), mapping.ObjectOf(type[(at + To.Length)..]));
        if (from is null || to is null || from == to)
        {
            return parts.Ignore($"{said.Type} {type}");
        }

        if (HolderOf(from, to) is not { } holder)
        {
            return parts.Ignore($"{said.Type} {type}");
        }

        var isForward = to == holder;
        var (child, childId, holderId) = isForward
            ? (from, said.FromObjectId.Value, said.ToObjectId.Value)
            : (to, said.ToObjectId.Value, said.FromObjectId.Value);
        var key = holderId.ToString(CultureInfo.InvariantCulture);
        return mapping.Map(
            new()
            {
                Object = child,
                Key = childId.ToString(CultureInfo.InvariantCulture),
                Kind = ChangeKind.Upsert,
                Id = HubSpotChangeId.Of(said, childId),
                OccurredAt = said.OccurredAt,
                IsPartial = true,
                Said = [new($"{holder}Id", said.AssociationRemoved ? FieldValue.Null : FieldValue.Text(key))],
                Identifiers = holder == Contact && !said.AssociationRemoved ? [mapping.Record(Contact, key)] : [],
            },
            e,
            parts);
    }

    /// <summary>The one of the two that the other belongs to: a company, or else a contact.</summary>
    private static string? HolderOf(string from, string to) =>
        from == Company || to == Company ? Company : from == Contact || to == Contact ? Contact : null;
}
