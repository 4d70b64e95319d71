using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Compares a mapping's paths with the places of a payload.</summary>
internal static partial class TracedPath
{
    private const int MaxLeaves = 2000;

    /// <summary>The path without its choice among a list's elements: <c>emails[primary=true].value</c> reads <c>emails[].value</c>.</summary>
    public static string Plain(string path) => Choice().Replace(path.TrimStart('@').TrimStart('.'), "[]");

    /// <summary>Whether the path, or something that holds it, is among those.</summary>
    public static bool IsUnder(string path, HashSet<string> plain)
    {
        for (var text = Plain(path); text.Length > 0; text = Parent(text))
        {
            if (plain.Contains(text))
            {
                return true;
            }
        }

        return plain.Contains("");
    }

    /// <summary>Every plain value in the element, with its path; at most 2,000.</summary>
    public static IEnumerable<(string Path, FieldValue Value)> Leaves(JsonElement element) => Leaves(element, "").Take(MaxLeaves);

    private static IEnumerable<(string Path, FieldValue Value)> Leaves(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Leaves(m.Value, Join(path, m.Name))),
        JsonValueKind.Array => element.EnumerateArray().Index().SelectMany(i => Leaves(i.Item, $"{path}[{i.Index}]")),
        _ => [(path, FieldValue.FromJson(element))],
    };

    private static string Join(string path, string name)
    {
        var step = name.AsSpan().ContainsAny('.', '[', ']') ? $"['{name}']" : name;
        return path.Length == 0 || step[0] == '[' ? path + step : $"{path}.{step}";
    }

    private static string Parent(string path)
    {
        var end = path.EndsWith(']') ? path.LastIndexOf('[') : path.LastIndexOf('.');
        return end < 0 ? "" : path[..end];
    }

    /// <summary>A name in quotes is a member, and no choice.</summary>
    [GeneratedRegex(@"\[(?!['""])[^\]]*\]")]
    private static partial Regex Choice();
}
