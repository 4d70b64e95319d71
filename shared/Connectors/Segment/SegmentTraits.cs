using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>
/// The traits that the table does not speak of: each keeps its name and its value, be it text or a structure. Of a
/// company and an address the members are traits of their own.
/// </summary>
internal static class SegmentTraits
{
    private const int MaxNameLength = 100;

    private static readonly FrozenSet<string> Opened = FrozenSet.Create(StringComparer.Ordinal, "company", "address");

    /// <summary>The reason why the traits cannot be used, or null.</summary>
    public static string? ReadOthers(JsonElement traits, VendorTable table, MappingTrace? trace, out IReadOnlyList<FieldChange> fields)
    {
        var read = new List<FieldChange>();
        fields = read;
        foreach (var (path, name, value) in Members(traits))
        {
            if (path.Length > MaxNameLength || string.IsNullOrWhiteSpace(path))
            {
                return $"A trait has no name, or one of more than {MaxNameLength} characters.";
            }

            if (table.Drops(path) || table.Drops(name))
            {
                trace?.Dropped(path);
            }
            else if (table.KeepsOthers && !table.Reads(path))
            {
                trace?.Kept(path, path, MappedValue.Of(value));
                read.Add(new(path, FieldValue.FromJson(value)));
            }
        }

        return null;
    }

    private static IEnumerable<(string Path, string Name, JsonElement Value)> Members(JsonElement traits)
    {
        if (traits.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var trait in traits.EnumerateObject())
        {
            if (!Opened.Contains(trait.Name) || trait.Value.ValueKind != JsonValueKind.Object)
            {
                yield return (trait.Name, trait.Name, trait.Value);
                continue;
            }

            foreach (var member in trait.Value.EnumerateObject())
            {
                yield return ($"{trait.Name}.{member.Name}", member.Name, member.Value);
            }
        }
    }
}
