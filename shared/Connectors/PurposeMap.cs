using System.Collections.Frozen;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors;

/// <summary>
/// What the purposes, topics or categories that a customer made up at a vendor mean here: the option
/// <c>"purposes": {"their name or id": {"purpose": "marketing", "channel": "email"}}</c>.
/// </summary>
internal sealed class PurposeMap
{
    public const string EveryChannel = "*";

    private const string Member = "purposes";

    private readonly FrozenDictionary<string, ConsentPurpose> _known;

    private PurposeMap(Dictionary<string, ConsentPurpose> known) => _known = known.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every purpose that the source's file names, once.</summary>
    public IEnumerable<ConsentPurpose> All => _known.Values.Distinct();

    public static PurposeMap Read(ConfigObject options)
    {
        var config = options.Object(Member);
        var known = new Dictionary<string, ConsentPurpose>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in config.Members)
        {
            var entry = config.Object(member.Name);
            var purpose = Label(entry, "purpose", required: true);
            var channel = Label(entry, "channel", required: false) ?? EveryChannel;
            entry.Done();
            if (purpose is not null && !known.TryAdd(member.Name, new(purpose, channel)))
            {
                config.Error(member.Name, "stands there already in another case");
            }
        }

        return new(known);
    }

    /// <summary>Null where the source's file does not name it. Case does not count.</summary>
    public ConsentPurpose? Find(string? name) => name is not null && _known.TryGetValue(name, out var found) ? found : null;

    private static string? Label(ConfigObject entry, string name, bool required)
    {
        if (entry.Text(name, required) is not { } label || MappingWords.LabelMistake(label) is not { } mistake)
        {
            return entry.Text(name);
        }

        entry.Error(name, mistake);
        return null;
    }
}

/// <summary>For what, and by which way, a person allows to be reached.</summary>
internal readonly record struct ConsentPurpose(string Purpose, string Channel);
