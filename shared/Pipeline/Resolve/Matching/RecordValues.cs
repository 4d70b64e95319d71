using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>A contact record as the matching reads it.</summary>
internal static class RecordValues
{
    /// <summary>The record's own values by field of the schema; an address or a number that is no field of it comes from its identifiers.</summary>
    public static Dictionary<string, string?> Of(SourceRecord record, MatchSchema schema)
    {
        var values = new Dictionary<string, string?>(schema.Fields.Count, StringComparer.Ordinal);
        foreach (var field in schema.Fields)
        {
            if (record.Fields.TryGetValue(field.Name, out var said) && !said.Value.IsNull)
            {
                values[field.Name] = said.Value.AsText();
            }
        }

        Add(FieldRole.Email, Identifier.Email);
        Add(FieldRole.Phone, Identifier.Phone);
        return values;

        void Add(FieldRole role, string type)
        {
            var fields = schema.Fields.Where(f => f.Role == role).Select(f => f.Name).ToList();
            if (fields.Count == 0 || fields.Exists(values.ContainsKey))
            {
                return;
            }

            foreach (var (field, identifier) in fields.Zip(record.Identifiers.Keys.Where(i => i.Type == type)))
            {
                values[field] = identifier.Value;
            }
        }
    }
}
