using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Dataverse;

/// <summary>A delivery is the execution context of one message: what was done (<c>MessageName</c>) to which table and row.</summary>
internal sealed class DataverseReader(DataverseOptions options, VendorMapping mapping) : IEventReader
{
    /// <summary>Set where the context passed 256 KB, so that Dataverse took its fields out.</summary>
    public const string SizeHeader = "x-ms-dynamics-msg-size-exceeded";

    private const string Target = "Target";
    private const string Left = "Dataverse left the fields out, because the message passed 256 KB: fetch the row by its id, then discard this";

    /// <summary>What the body alone does not tell.</summary>
    public static IReadOnlyList<string> Headers { get; } = [SizeHeader];

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var message = e.Element.Text("MessageName"u8);
        var table = e.Element.Text("PrimaryEntityName"u8);
        if (string.IsNullOrEmpty(message) || string.IsNullOrEmpty(table))
        {
            return "MessageName or PrimaryEntityName is missing";
        }

        if (options.OrganizationId is { } organization && !organization.Equals(e.Element.Text("OrganizationId"u8), StringComparison.OrdinalIgnoreCase))
        {
            return "it is of another organization than options.organizationId";
        }

        if (mapping.ObjectOf(table) is not { } @object)
        {
            return parts.Ignore($"{message} {table}");
        }

        return message switch
        {
            "Create" or "Update" => TakeRow(e, @object, parts),
            "CreateMultiple" or "UpdateMultiple" => TakeRows(e, @object, parts),
            "Delete" => TakeDeletion(e, @object, parts),
            "Merge" => TakeMerge(e, @object, parts),
            _ => parts.Ignore($"{message} {table}"),
        };
    }

    private string? TakeRow(in VendorEvent e, string @object, ReadingParts parts)
    {
        var key = e.Element.Text("PrimaryEntityId"u8);
        var target = Input(e.Element, Target);
        if (target.Member("Attributes"u8).ValueKind == JsonValueKind.Array)
        {
            return TakeColumns(e, @object, Key(key) ?? target.Text("Id"u8), target, parts);
        }

        return IsCutDown(e.Request)
            ? mapping.Map(Item(e.Element, @object, key) with { IsPartial = true }, e, parts) ?? Left
            : "the row is missing: there is no Target with Attributes among the InputParameters";
    }

    private string? TakeRows(in VendorEvent e, string @object, ReadingParts parts)
    {
        var rows = Input(e.Element, "Targets").Member("Entities"u8);
        if (rows.ValueKind != JsonValueKind.Array)
        {
            return IsCutDown(e.Request) ? Left : "the rows are missing: there are no Targets with Entities among the InputParameters";
        }

        foreach (var row in rows.EnumerateArray())
        {
            if (TakeColumns(e, @object, row.Text("Id"u8), row, parts) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private string? TakeColumns(in VendorEvent e, string @object, string? key, JsonElement row, ReadingParts parts)
    {
        // What the step's post image shows beside the changed columns is as true as they are.
        var columns = DataverseRecord.Flatten([row, .. DataverseRecord.Values(e.Element.Member("PostEntityImages"u8)).Where(i => IsOf(i, key))]);
        var item = Item(e.Element, @object, key) with
        {
            Id = IdOf(e.Element, key, row),
            OccurredAt = columns.IsoTime("modifiedon"u8) ?? CreatedOn(e.Element),
            Fields = columns,
            IsPartial = true,
        };

        // The loser of a merge is updated too, after it was taken out of use: an upsert would bring it back.
        return columns.Member("masterid"u8).Text("id"u8) is { } survivor && Key(key) is { } loser
            ? mapping.Map(item with { Kind = ChangeKind.Merge, Key = survivor, MergedKeys = [loser], Fields = default }, e, parts)
            : mapping.Map(item, e, parts);
    }

    private string? TakeDeletion(in VendorEvent e, string @object, ReadingParts parts) => mapping.Map(
        Item(e.Element, @object, Key(e.Element.Text("PrimaryEntityId"u8)) ?? Input(e.Element, Target).Text("Id"u8)) with
        {
            Kind = ChangeKind.Delete,
            Fields = DataverseRecord.Flatten([.. DataverseRecord.Values(e.Element.Member("PreEntityImages"u8))]),
        },
        e,
        parts);

    private string? TakeMerge(in VendorEvent e, string @object, ReadingParts parts)
    {
        var loser = Input(e.Element, "SubordinateId");
        if (loser.ValueKind != JsonValueKind.String)
        {
            return IsCutDown(e.Request) ? Left : "the merge has no SubordinateId among the InputParameters";
        }

        return mapping.Map(
            Item(e.Element, @object, Key(e.Element.Text("PrimaryEntityId"u8)) ?? Input(e.Element, Target).Text("Id"u8)) with
            {
                Kind = ChangeKind.Merge,
                MergedKeys = Key(loser.GetString()) is { } key ? [key] : [],
                Fields = DataverseRecord.Flatten(Input(e.Element, "UpdateContent")),
                IsPartial = true,
            },
            e,
            parts);
    }

    private static SourceItem Item(JsonElement context, string @object, string? key) => new()
    {
        Object = @object,
        Key = Key(key),
        Kind = ChangeKind.Upsert,
        Id = IdOf(context, key, context.Member("InputParameters"u8)),
        OccurredAt = CreatedOn(context),
    };

    /// <summary>
    /// The system job and the step that it runs. A synchronous step has no job: then it is the user's request with what it
    /// changed, for one request can update a row several times.
    /// </summary>
    private static string IdOf(JsonElement context, string? key, JsonElement said)
    {
        var step = context.Member("OwningExtension"u8).Text("Id"u8);
        if (Key(context.Text("OperationId"u8)) is { } job)
        {
            return ContentId.Of("dataverse", $"{job}/{step}/{key}");
        }

        var request = $"{context.Text("CorrelationId"u8)}/{context.Text("RequestId"u8)}/{step}/{context.Text("MessageName"u8)}/{key}/{context.Text("OperationCreatedOn"u8)}";
        return ContentId.Of("dataverse", request, said.ValueKind == JsonValueKind.Undefined ? default : JsonMarshal.GetRawUtf8Value(said));
    }

    private static JsonElement Input(JsonElement context, string name) => DataverseRecord.Find(context.Member("InputParameters"u8), name);

    /// <summary>The one form of a row's id; null for one of zeros, which Dataverse writes where there is none.</summary>
    internal static string? Key(string? id) => id is { Length: > 0 } && id.AsSpan().ContainsAnyExcept('0', '-') ? id.ToLowerInvariant() : null;

    private static bool IsOf(JsonElement image, string? key) => Key(image.Text("Id"u8)) is { } id && id == Key(key);

    private static bool IsCutDown(WebhookRequest request) =>
        request.Header(SizeHeader) is { } value && !value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? CreatedOn(JsonElement context) => DataverseTime.Of(context, "OperationCreatedOn"u8);
}
