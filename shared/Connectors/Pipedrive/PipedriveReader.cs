using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Pipedrive;

/// <summary>One delivery is one event: the record as it now is, and what it was before.</summary>
internal sealed class PipedriveReader(PipedriveOptions options, VendorMapping mapping) : IEventReader
{
    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var said = PipedriveEvent.Of(e.Element);
        if (said.Entity is not { Length: > 0 } entity || said.Action is not { Length: > 0 } action)
        {
            return "meta has no entity (v2) or object (v1) with an action";
        }

        if (options.CompanyId is { } company && company != said.CompanyId)
        {
            return "it is of another company than options.companyId";
        }

        if (mapping.ObjectOf(entity) is not { } @object || action is not ("create" or "change" or "delete" or "merged"))
        {
            return parts.Ignore($"{action}.{entity}");
        }

        if (action == "delete")
        {
            return mapping.Map(said.MergedTo is { Length: > 0 } survivor ? Merge(said, @object, survivor, said.EntityId) : Deletion(said, @object), e, parts);
        }

        if (said.Data.ValueKind != JsonValueKind.Object)
        {
            return "the record is missing: there is no object under data (v2) or current (v1)";
        }

        return (said.MergedFrom is { Length: > 0 } loser ? mapping.Map(Merge(said, @object, said.EntityId, loser), e, parts) : null)
            ?? mapping.Map(Item(said, @object) with { Fields = said.Data }, e, parts);
    }

    /// <summary>What the record last said leads to whose it was, where it is a deal, a lead or an activity.</summary>
    private static SourceItem Deletion(in PipedriveEvent said, string @object) =>
        Item(said, @object) with { Kind = ChangeKind.Delete, Fields = said.Previous };

    /// <summary>Both deliveries about a merge tell it, each under an id of its own; to be told twice does no harm.</summary>
    private static SourceItem Merge(in PipedriveEvent said, string @object, string? survivor, string? loser) => Item(said, @object) with
    {
        Key = survivor,
        Kind = ChangeKind.Merge,
        Id = $"{IdOf(said)}/merge",
        MergedKeys = loser is { Length: > 0 } ? [loser] : [],
    };

    private static SourceItem Item(in PipedriveEvent said, string @object) => new()
    {
        Object = @object,
        Key = said.EntityId,
        Kind = ChangeKind.Upsert,
        Id = IdOf(said),
        OccurredAt = said.OccurredAt,
    };

    /// <summary>
    /// The deed, its time and what it was done to: the same in every attempt and for every webhook of the account. v1 names
    /// no deed, so the record's own words stand for it.
    /// </summary>
    private static string IdOf(in PipedriveEvent said)
    {
        var about = $"{said.CorrelationId}/{said.Action}/{said.Entity}/{said.EntityId}/{said.Stamp}";
        var words = said.Data.ValueKind == JsonValueKind.Object ? said.Data : said.Previous;
        return said.CorrelationId is { Length: > 0 } || words.ValueKind == JsonValueKind.Undefined
            ? ContentId.Of("pipedrive", about)
            : ContentId.Of("pipedrive", about, JsonMarshal.GetRawUtf8Value(words));
    }
}
