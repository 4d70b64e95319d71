using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>Change data capture: one event is one change of any number of records of one object.</summary>
internal sealed class SalesforceChanges(SalesforceOptions options, VendorMapping mapping)
{
    private const int MaxRecords = 1000;
    private const string GapPrefix = "GAP_";
    private const string ClientMark = "client=";

    public string? Take(in VendorEvent e, JsonElement header, JsonElement payload, ReadingParts parts)
    {
        var entity = header.Text("entityName"u8);
        var type = header.Text("changeType"u8);
        if (string.IsNullOrEmpty(entity) || string.IsNullOrEmpty(type))
        {
            return "the ChangeEventHeader has no entityName or no changeType";
        }

        if (mapping.ObjectOf(entity) is not { } @object)
        {
            return parts.Ignore($"{entity}.{type}");
        }

        if (options.IgnoreOrigins.Count > 0 && ClientOf(header.Text("changeOrigin"u8)) is { } client && options.IgnoreOrigins.Contains(client))
        {
            return parts.Ignore($"{entity}.{type} by an ignored client");
        }

        if (type == "GAP_OVERFLOW")
        {
            return "Salesforce left out the changes of a transaction that was too large: fetch every record of the object that changed since, then discard this";
        }

        var isGap = type.StartsWith(GapPrefix, StringComparison.Ordinal);
        var change = isGap ? type[GapPrefix.Length..] : type;
        if (change is not ("CREATE" or "UPDATE" or "DELETE" or "UNDELETE"))
        {
            return parts.Ignore($"{entity}.{type}");
        }

        var item = new SourceItem
        {
            Object = @object,
            Key = null,
            Kind = change == "DELETE" ? ChangeKind.Delete : ChangeKind.Upsert,
            OccurredAt = header.UnixMilliseconds("commitTimestamp"u8) ?? header.IsoTime("commitTimestamp"u8),
            Fields = change == "DELETE" || isGap ? default : SalesforceFields.Flatten(payload, Cleared(header, change)),
            IsPartial = change == "UPDATE" || isGap,
        };
        return TakeRecords(item, e, header, parts)
            ?? (isGap && change != "DELETE" ? "a gap: Salesforce could not tell what changed; fetch the record by its id, then discard this" : null);
    }

    private string? TakeRecords(SourceItem item, in VendorEvent e, JsonElement header, ReadingParts parts)
    {
        var ids = header.Member("recordIds"u8);
        List<string?> keys = ids.ValueKind switch
        {
            JsonValueKind.String => [ids.GetString()],
            JsonValueKind.Array when ids.GetArrayLength() <= MaxRecords => [.. ids.EnumerateArray().Select(id => MappedValue.Of(id).Scalar)],
            _ => [],
        };
        if (keys.Count == 0)
        {
            return $"recordIds is no list of 1 to {MaxRecords} ids";
        }

        string? missed = null;
        foreach (var key in keys)
        {
            if (key?.EndsWith('*') == true)
            {
                // A field of the object got another type: there are no ids and no values.
                missed = "it is about every record of the object, whose fields changed their type: fetch them all, then discard this";
                continue;
            }

            var id = SalesforceId.Long(key);
            if (mapping.Map(item with { Key = id, Id = IdOf(header, id) }, e, parts) is { } wrong)
            {
                return wrong;
            }
        }

        return missed;
    }

    /// <summary>The transaction, the event's place in it, and the record; where the relay left those out, a hash of the event with the record.</summary>
    private static string? IdOf(JsonElement header, string? key) =>
        header.Text("transactionKey"u8) is { Length: > 0 } transaction
            ? $"{transaction}/{header.Text("sequenceNumber"u8)}/{key}"
            : ContentId.Of("salesforce", $"{header.Text("commitNumber"u8)}/{key}", JsonMarshal.GetRawUtf8Value(header));

    /// <summary>
    /// Pub/Sub's events have every field, null where it did not change, so a null counts where <c>nulledFields</c> names it. An
    /// event without that list is CometD's, which has only what changed. Lists that the relay left as bitmaps name nothing.
    /// </summary>
    private static Func<string, bool> Cleared(JsonElement header, string change)
    {
        if (change != "UPDATE")
        {
            return _ => false;
        }

        var list = header.Member("nulledFields"u8) is { ValueKind: JsonValueKind.Array } nulled ? nulled : header.Member("changedFields"u8);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return _ => true;
        }

        var names = list.EnumerateArray().Select(name => MappedValue.Of(name).Scalar).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return names.Contains;
    }

    /// <summary>The client's name in <c>com/salesforce/api/rest/58.0;client=NAME</c>, which ends in a stroke where Salesforce wrote it.</summary>
    private static string? ClientOf(string? origin) =>
        origin is not null && origin.IndexOf(ClientMark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            ? origin[(at + ClientMark.Length)..].Split(';')[0].Trim().TrimEnd('/')
            : null;
}
