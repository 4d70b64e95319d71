using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>
/// Traits to canonical fields. The table holds Segment's reserved traits
/// (https://segment.com/docs/connections/spec/identify/#traits, seen 2026-11) in the spellings that libraries use; any
/// other trait keeps its name and its value, be it text or a structure.
/// </summary>
internal static class SegmentTraits
{
    private const int MaxNameLength = 100;

    private static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["first_name"] = "firstName",
        ["firstname"] = "firstName",
        ["last_name"] = "lastName",
        ["lastname"] = "lastName",
        ["title"] = "jobTitle",
        ["job_title"] = "jobTitle",
        ["created_at"] = "createdAt",
        ["company.name"] = "company",
        ["company.id"] = "companyId",
        ["company.industry"] = "industry",
        ["company.employee_count"] = "employeeCount",
        ["company.employeeCount"] = "employeeCount",
        ["company.plan"] = "companyPlan",
        ["address.street"] = "street",
        ["address.city"] = "city",
        ["address.state"] = "state",
        ["address.postalCode"] = "postalCode",
        ["address.postal_code"] = "postalCode",
        ["address.zip"] = "postalCode",
        ["address.country"] = "country",
        ["postal_code"] = "postalCode",
        ["zip"] = "postalCode",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Opened = FrozenSet.Create(StringComparer.Ordinal, "company", "address");

    /// <summary>The reason why the traits cannot be used, or null.</summary>
    public static string? Read(JsonElement traits, out IReadOnlyList<FieldChange> fields)
    {
        var read = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        fields = [];
        if (traits.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var trait in traits.EnumerateObject())
        {
            if (Opened.Contains(trait.Name) && trait.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in trait.Value.EnumerateObject())
                {
                    Add(read, $"{trait.Name}.{member.Name}", member.Value);
                }
            }
            else
            {
                Add(read, trait.Name, trait.Value);
            }
        }

        if (read.Keys.Any(name => name.Length > MaxNameLength || string.IsNullOrWhiteSpace(name)))
        {
            return $"A trait has no name, or one of more than {MaxNameLength} characters.";
        }

        fields = [.. read.Select(f => new FieldChange(f.Key, f.Value))];
        return null;
    }

    // Where two spellings of one field stand side by side, the canonical one counts.
    private static void Add(Dictionary<string, FieldValue> fields, string name, JsonElement value)
    {
        if (Table.TryGetValue(name, out var canonical))
        {
            fields.TryAdd(canonical, FieldValue.FromJson(value));
        }
        else
        {
            fields[name] = FieldValue.FromJson(value);
        }
    }
}
