using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Finds where the first transform of a mapping's entry, or its identifier's type, can do nothing with what the contract promises.</summary>
internal static class TransformFit
{
    private static readonly string[] Texts = [ContractType.Text];
    private static readonly string[] Numbers = [ContractType.Text, ContractType.Number, ContractType.Integer];
    private static readonly string[] Plain = [.. Numbers, ContractType.Boolean];

    /// <summary>What each of them takes. A transform that is not listed takes anything.</summary>
    private static readonly FrozenDictionary<string, string[]> Takes = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["trim"] = Texts,
        ["lower"] = Texts,
        ["upper"] = Texts,
        ["title"] = Texts,
        ["email"] = Texts,
        ["digits"] = Numbers,
        ["phone"] = Numbers,
        ["number"] = Numbers,
        ["date"] = Numbers,
        ["boolean"] = Plain,
        ["map"] = Plain,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="mapping">The source's own mapping: the one of a connector that knows no payload, or what is laid over a shipped one.</param>
    public static IEnumerable<(string Path, string Message)> Misfits(JsonElement mapping, SourceContract contract)
    {
        if (mapping.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var (@object, table, place) in Tables(mapping))
        {
            var fields = contract.Objects.Where(o => @object is null || o == @object).SelectMany(contract.Fields).ToList();
            foreach (var list in (string[])["fields", "identifiers"])
            {
                if (!table.TryGetProperty(list, out var entries) || entries.ValueKind != JsonValueKind.Array)
                {
                    continue;
                }

                foreach (var (index, entry) in entries.EnumerateArray().Index())
                {
                    foreach (var message in Misfits(entry, fields))
                    {
                        yield return ($"{place}.{list}[{index}]", message);
                    }
                }
            }
        }
    }

    private static IEnumerable<(string? Object, JsonElement Table, string Place)> Tables(JsonElement mapping)
    {
        if (!mapping.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Object)
        {
            yield return (Text(mapping, "object"), mapping, "$.mapping");
            yield break;
        }

        foreach (var member in objects.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object))
        {
            yield return (member.Name, member.Value, $"$.mapping.objects.{member.Name}");
        }
    }

    private static IEnumerable<string> Misfits(JsonElement entry, List<ContractField> fields)
    {
        var (what, takes) = First(entry);
        if (takes is null)
        {
            yield break;
        }

        foreach (var path in From(entry).Select(ContractPath.OfMapping))
        {
            var types = fields.Where(f => f.Path == path && f.Declared).Select(f => f.Type).Distinct().ToList();
            if (types.Count > 0 && !types.Any(t => Fits(t, takes)))
            {
                yield return $"{what} can do nothing with {path}, which is {types[0]} by the contract";
            }
        }
    }

    private static bool Fits(string type, string[] takes) => type switch
    {
        ContractType.Any => true,
        ContractType.Time => takes.Contains(ContractType.Text),
        _ => takes.Contains(type),
    };

    /// <summary>The step that meets the payload's value, and what it takes; null where that is not decidable.</summary>
    private static (string What, string[]? Takes) First(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            return ("", null);
        }

        if (entry.TryGetProperty("transforms", out var transforms) && transforms.ValueKind == JsonValueKind.Array && transforms.GetArrayLength() > 0)
        {
            var first = transforms[0];
            var name = first.ValueKind == JsonValueKind.String ? first.GetString()! : first.ValueKind == JsonValueKind.Object ? first.EnumerateObject().FirstOrDefault().Name : null;
            return (name ?? "", name is null ? null : Takes.GetValueOrDefault(name));
        }

        return (Text(entry, "identifier") ?? Text(entry, "type")) switch
        {
            null => ("", null),
            "email" => ("the identifier email", Texts),
            var type => ($"the identifier {type}", Numbers),
        };
    }

    private static IEnumerable<string> From(JsonElement entry) => !entry.TryGetProperty("from", out var from)
        ? []
        : from.ValueKind switch
        {
            JsonValueKind.String => [from.GetString()!],
            JsonValueKind.Array => from.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!),
            _ => [],
        };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
