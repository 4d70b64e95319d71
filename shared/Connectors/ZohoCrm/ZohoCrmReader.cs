using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.ZohoCrm;

/// <summary>One notification is one operation on any number of records of one module.</summary>
internal sealed class ZohoCrmReader(VendorMapping mapping) : IEventReader
{
    private const int MaxRecords = 1000;

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        // resource_uri has been seen to name another module, so the module's own name counts.
        var module = e.Element.Text("module"u8);
        var operation = e.Element.Text("operation"u8);
        if (string.IsNullOrEmpty(module) || string.IsNullOrEmpty(operation))
        {
            return "the module or the operation is missing";
        }

        ChangeKind? kind = operation switch
        {
            "insert" or "update" => ChangeKind.Upsert,
            "delete" => ChangeKind.Delete,
            _ => null,
        };
        if (kind is not { } known || mapping.ObjectOf(module) is not { } @object)
        {
            return parts.Ignore($"{module}.{operation}");
        }

        var ids = e.Element.Member("ids"u8);
        if (ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() is 0 or > MaxRecords)
        {
            return $"ids is no list of 1 to {MaxRecords} records";
        }

        var values = ValuesById(e.Element.Member("affected_values"u8));
        foreach (var id in ids.EnumerateArray())
        {
            var key = MappedValue.Of(id).Scalar;
            var fields = key is null ? default : values.GetValueOrDefault(key);
            var item = new SourceItem
            {
                Object = @object,
                Key = key,
                Kind = known,
                Id = IdOf(e.Element, key, fields),
                OccurredAt = e.Element.UnixMilliseconds("server_time"u8),
                Fields = fields,
                IsPartial = true,
            };
            if (mapping.Map(item, e, parts) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static Dictionary<string, JsonElement> ValuesById(JsonElement affected)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (affected.ValueKind == JsonValueKind.Array)
        {
            foreach (var record in affected.EnumerateArray())
            {
                if (record.Text("record_id"u8) is { } id && record.Member("values"u8) is { ValueKind: JsonValueKind.Object } found)
                {
                    values.TryAdd(id, found);
                }
            }
        }

        return values;
    }

    /// <summary>Zoho gives its notifications no id. The channel is left out: while one is renewed, the old and the new tell of the same change.</summary>
    private static string IdOf(JsonElement notification, string? key, JsonElement values) => ContentId.Of(
        "zoho-crm",
        $"{notification.Text("server_time"u8)}/{notification.Text("module"u8)}/{notification.Text("operation"u8)}/{key}",
        values.ValueKind == JsonValueKind.Object ? JsonMarshal.GetRawUtf8Value(values) : default);
}
