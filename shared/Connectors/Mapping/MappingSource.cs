using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Where a value comes from: the first of some paths that leads to one that is not blank.</summary>
internal sealed class MappingSource(IReadOnlyList<MappingPath> paths)
{
    private readonly MappingPath[] _paths = [.. paths];

    public bool IsOfPayload { get; } = paths.Any(p => p.IsOfPayload);

    public IReadOnlyList<MappingPath> Paths => _paths;

    /// <summary>Reads <c>"from": "path"</c> or <c>"from": ["path", …]</c>; null where it is absent or wrong (reported).</summary>
    public static MappingSource? Bind(ConfigObject config, string name, bool required = true)
    {
        var value = config.Raw(name);
        var texts = value.ValueKind switch
        {
            JsonValueKind.Array => config.Texts(name, atLeast: 1),
            JsonValueKind.Undefined when !required => [],
            _ => config.Text(name, required: true) is { } one ? [one] : [],
        };
        var paths = texts.Select(text => Parse(config, name, text)).OfType<MappingPath>().ToArray();
        return paths.Length > 0 ? new(paths) : null;
    }

    /// <summary>Reads a single path that may be absent.</summary>
    public static MappingPath? BindPath(ConfigObject config, string name) => config.Text(name) is { } text ? Parse(config, name, text) : null;

    public MappedValue Read(in MappingItem item)
    {
        var best = MappedValue.Absent;
        foreach (var path in _paths)
        {
            var value = MappedValue.Of(path.Find(item));
            if (!value.IsBlank)
            {
                return value;
            }

            best = best.IsPresent ? best : value;
        }

        return best;
    }

    /// <summary>Every value that is not blank, of all paths, with the text between them; absent where there is none.</summary>
    public MappedValue ReadJoined(in MappingItem item, string between)
    {
        var parts = new List<string>(_paths.Length);
        var found = MappedValue.Absent;
        foreach (var path in _paths)
        {
            var value = MappedValue.Of(path.Find(item));
            found = found.IsPresent ? found : value;
            if (!value.IsBlank && value.Scalar?.Trim() is { Length: > 0 } text)
            {
                parts.Add(text);
            }
        }

        return parts.Count == 0 ? found : MappedValue.Of(string.Join(between, parts));
    }

    /// <summary>Every value of the first path that leads to one that is not blank.</summary>
    public void ReadAll(in MappingItem item, List<JsonElement> found)
    {
        foreach (var path in _paths)
        {
            path.FindAll(item, found);
            found.RemoveAll(value => MappedValue.Of(value).IsBlank);
            if (found.Count > 0)
            {
                return;
            }
        }
    }

    /// <summary>The raw value of the first path that leads anywhere.</summary>
    public JsonElement Find(in MappingItem item)
    {
        foreach (var path in _paths)
        {
            if (path.Find(item) is { ValueKind: not JsonValueKind.Undefined } found)
            {
                return found;
            }
        }

        return default;
    }

    /// <summary>The paths, for messages.</summary>
    public override string ToString() => string.Join(" or ", _paths.Select(p => p.Text));

    private static MappingPath? Parse(ConfigObject config, string name, string text)
    {
        if (MappingPath.TryParse(text, out var path))
        {
            return path;
        }

        config.Error(name, $"\"{text}\" is no path. Paths look like contact.email, emails[0].value, ['a.b'] or $.account");
        return null;
    }
}
