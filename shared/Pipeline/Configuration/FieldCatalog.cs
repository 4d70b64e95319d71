using System.Collections.Frozen;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>
/// What each canonical field may be used for and how sensitive it is. Where sources differ the strictest holds: only
/// purposes that every source with bounds allows, and the highest sensitivity that any of them states.
/// </summary>
public sealed class FieldCatalog
{
    private readonly FrozenDictionary<string, FieldRules> _fields;

    private FieldCatalog(FrozenDictionary<string, FieldRules> fields) => _fields = fields;

    /// <summary>The fields with bounds or a sensitivity.</summary>
    public IEnumerable<KeyValuePair<string, FieldRules>> Fields => _fields.OrderBy(f => f.Key, StringComparer.Ordinal);

    public static FieldCatalog Of(IEnumerable<FieldUse> uses)
    {
        var fields = uses
            .GroupBy(u => u.Field, StringComparer.Ordinal)
            .Select(g => (Field: g.Key, Rules: Strictest(g)))
            .Where(f => f.Rules.Purposes is not null || f.Rules.Sensitivity != FieldSensitivity.None);
        return new(fields.ToFrozenDictionary(f => f.Field, f => f.Rules, StringComparer.Ordinal));
    }

    /// <summary>Why the field, or an identifier of that name, may not go to the destination; null where it may.</summary>
    public string? Refusal(string field, DestinationSettings destination)
    {
        if (!_fields.TryGetValue(field, out var rules))
        {
            return null;
        }

        if (rules.Purposes is { } purposes && (destination.Consent is not { } need || !purposes.Contains(need.Purpose)))
        {
            var allowed = purposes.Count == 0 ? "nothing that all its sources allow" : string.Join(", ", purposes.Order(StringComparer.Ordinal));
            return $"the field is for {allowed}, and the destination for {destination.Consent?.Purpose ?? "no purpose"}";
        }

        return rules.Sensitivity == FieldSensitivity.Sensitive && !destination.SensitiveFields.Contains(field)
            ? "the field is sensitive, and the destination does not list it under sensitiveFields"
            : null;
    }

    /// <summary>What the destination asks for and never gets, with the rule.</summary>
    public IReadOnlyDictionary<string, string> Withheld(DestinationSettings destination)
    {
        var withheld = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in destination.Fields.Concat(destination.Identifiers))
        {
            if (Refusal(field, destination) is { } rule)
            {
                withheld[field] = rule;
            }
        }

        return withheld;
    }

    private static FieldRules Strictest(IEnumerable<FieldUse> uses)
    {
        HashSet<string>? purposes = null;
        var sensitivity = FieldSensitivity.None;
        foreach (var use in uses)
        {
            sensitivity = use.Sensitivity > sensitivity ? use.Sensitivity : sensitivity;
            if (use.Purposes.Count == 0)
            {
                continue;
            }

            if (purposes is null)
            {
                purposes = new(use.Purposes, StringComparer.Ordinal);
            }
            else
            {
                purposes.IntersectWith(use.Purposes);
            }
        }

        return new(purposes, sensitivity);
    }
}

/// <param name="Purposes">Null: for any purpose. Empty: the sources contradict each other, and it is for none.</param>
public sealed record FieldRules(IReadOnlySet<string>? Purposes, FieldSensitivity Sensitivity);
