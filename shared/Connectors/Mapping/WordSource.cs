using System.Collections.Frozen;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// A word that the mapping states (<c>"marketing"</c> or <c>{"value": …}</c>) or the payload says
/// (<c>{"from": …, "values": {…}, "default": …}</c>). The default stands for a word that is missing or that <c>values</c>
/// does not list; without one, such a word stays as it came.
/// </summary>
internal sealed class WordSource
{
    private MappingSource? _from;
    private FrozenDictionary<string, string> _values = FrozenDictionary<string, string>.Empty;
    private string? _otherwise;

    /// <summary>The word where the mapping states it.</summary>
    public string? Constant { get; private init; }

    /// <summary>Every word that the mapping itself can bring out.</summary>
    public IEnumerable<string> Known => Constant is not null ? [Constant] : _otherwise is null ? _values.Values : _values.Values.Append(_otherwise);

    public string From => _from?.ToString() ?? "";

    public IReadOnlyList<MappingPath> Paths => _from?.Paths ?? [];

    public static WordSource Stated(string word) => new() { Constant = word };

    /// <param name="mistake">What is wrong with a word that the mapping brings out, or null.</param>
    public static WordSource? Bind(ConfigObject parent, string name, ConfigErrors errors, bool required, Func<string, string?> mistake)
    {
        var value = parent.Raw(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                if (required && parent.IsObject)
                {
                    parent.Error(name, """is missing: it must be text, or {"from": path}""");
                }

                return null;
            case JsonValueKind.Object:
                return BindObject(new ConfigObject(value, parent.PathOf(name), errors), mistake);
            default:
                return Checked(parent, name, parent.Text(name), mistake) is { } word ? Stated(word) : null;
        }
    }

    /// <summary>The word, or null where the payload has none.</summary>
    public string? Read(in MappingItem item)
    {
        if (Constant is not null)
        {
            return Constant;
        }

        var text = _from!.Read(item).Scalar?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return _otherwise;
        }

        return _values.TryGetValue(text, out var meaning) ? meaning : _values.Count == 0 ? text : _otherwise ?? text;
    }

    private static WordSource? BindObject(ConfigObject config, Func<string, string?> mistake)
    {
        var stated = Checked(config, "value", config.Text("value"), mistake);
        var from = MappingSource.Bind(config, "from", required: false);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var valuesObject = config.Object("values");
        foreach (var member in valuesObject.Members)
        {
            if (Checked(valuesObject, member.Name, valuesObject.Text(member.Name), mistake) is { } word)
            {
                values[member.Name] = word;
            }
        }

        var otherwise = Checked(config, "default", config.Text("default"), mistake);
        var one = config.Raw("value").ValueKind == JsonValueKind.Undefined ^ config.Raw("from").ValueKind == JsonValueKind.Undefined;
        if (!one)
        {
            config.Error("from", "either this or \"value\" must be there, and not both");
        }

        config.Done();
        return from is not null
            ? new() { _from = from, _values = values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), _otherwise = otherwise }
            : stated is null ? null : Stated(stated);
    }

    private static string? Checked(ConfigObject config, string name, string? word, Func<string, string?> mistake)
    {
        if (word is null || mistake(word) is not { } wrong)
        {
            return word;
        }

        config.Error(name, wrong);
        return null;
    }
}
