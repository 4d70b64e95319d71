using System.Globalization;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>One delivery is a list of events; each tells of one deed, and of a change the one property that changed.</summary>
internal sealed class HubSpotReader(HubSpotOptions options, VendorMapping mapping) : IEventReader
{
    private const int MaxNameLength = 80;

    /// <summary>HubSpot sends this in place of a sensitive property's value.</summary>
    private const string Redacted = "REDACTED";

    private readonly HubSpotConsents _consents = new(options);
    private readonly HubSpotAssociations _associations = new(mapping);

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var said = new HubSpotEvent(e.Element);
        if (said.Type is not { Length: > 0 } type)
        {
            return "it has no subscriptionType";
        }

        if (options.PortalId is { } portal && said.PortalId != portal)
        {
            return "it is of another portal than options.portalId";
        }

        var dot = type.LastIndexOf('.');
        var vendorObject = dot < 1 ? null : type[..dot] == "object" ? said.ObjectTypeId : type[..dot];
        if (mapping.ObjectOf(vendorObject) is not { } @object)
        {
            return parts.Ignore(NameOf(said));
        }

        if (said.OccurredAt is null)
        {
            return "it has no occurredAt in milliseconds since 1970";
        }

        return type[(dot + 1)..] switch
        {
            "creation" or "restore" => TakeSingle(said, @object, ChangeKind.Upsert, e, parts),
            "deletion" or "privacyDeletion" => TakeSingle(said, @object, ChangeKind.Delete, e, parts),
            "propertyChange" => TakeProperty(said, @object, e, parts),
            "merge" => TakeMerge(said, @object, e, parts),
            "associationChange" => _associations.Take(said, e, parts),
            _ => parts.Ignore(NameOf(said)),
        };
    }

    private string? TakeSingle(in HubSpotEvent said, string @object, ChangeKind kind, in VendorEvent e, ReadingParts parts) =>
        said.ObjectId is not > 0 ? "it has no objectId" : mapping.Map(Item(said, @object, said.ObjectId.Value) with
        {
            Kind = kind,
            Privacy = kind == ChangeKind.Delete && said.Type!.EndsWith("privacyDeletion", StringComparison.Ordinal), // Take has refused one without
        }, e, parts);

    private string? TakeProperty(in HubSpotEvent said, string @object, in VendorEvent e, ReadingParts parts)
    {
        if (said.ObjectId is not > 0)
        {
            return "it has no objectId";
        }

        if (said.PropertyName is not { Length: > 0 and <= MaxNameLength } property)
        {
            return $"it has no propertyName of at most {MaxNameLength} characters";
        }

        var item = Item(said, @object, said.ObjectId.Value);
        if (said.IsSensitive || said.PropertyValue == Redacted)
        {
            return mapping.Map(item, e, parts);
        }

        if (said.PropertyValue is not { } value)
        {
            return "it has no propertyValue";
        }

        return HubSpotConsents.IsAbout(property) ? mapping.Map(_consents.Apply(item, said, property, value), e, parts) : mapping.MapMember(item, property, value, e, parts);
    }

    /// <summary>
    /// The survivor is the record that the merge made, where it made one; the primary one is then absorbed like the rest.
    /// </summary>
    private string? TakeMerge(in HubSpotEvent said, string @object, in VendorEvent e, ReadingParts parts)
    {
        if ((said.PrimaryObjectId ?? said.ObjectId) is not { } primary || primary <= 0)
        {
            return "the merge has no primaryObjectId";
        }

        var survivor = said.NewObjectId is > 0 and var made ? made : primary;
        string[] absorbed = [.. said.MergedObjectIds.Append(primary).Where(id => id != survivor).Distinct().Order().Select(KeyOf)];
        return absorbed.Length == 0
            ? "the merge has no mergedObjectIds"
            : mapping.Map(Item(said, @object, primary) with { Key = KeyOf(survivor), Kind = ChangeKind.Merge, MergedKeys = absorbed }, e, parts);
    }

    private static SourceItem Item(in HubSpotEvent said, string @object, long about) => new()
    {
        Object = @object,
        Key = KeyOf(about),
        Kind = ChangeKind.Upsert,
        Id = HubSpotChangeId.Of(said, about),
        OccurredAt = said.OccurredAt,
        IsPartial = true,
    };

    private static string KeyOf(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(in HubSpotEvent said)
    {
        var name = said.ObjectTypeId is { } id ? $"{said.Type} {id}" : said.Type!; // Take has refused one without
        return name.Length <= MaxNameLength ? name : name[..MaxNameLength];
    }
}
