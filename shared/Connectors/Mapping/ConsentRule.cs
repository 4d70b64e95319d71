using System.Collections.Frozen;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>One consent that the payload states.</summary>
internal sealed class ConsentRule
{
    private static readonly FrozenDictionary<string, ConsentState?> Usual = new Dictionary<string, ConsentState?>
    {
        ["true"] = ConsentState.Granted,
        ["false"] = ConsentState.Denied,
        ["granted"] = ConsentState.Granted,
        ["denied"] = ConsentState.Denied,
        ["withdrawn"] = ConsentState.Withdrawn,
        ["pending"] = ConsentState.Pending,
        ["expired"] = ConsentState.Expired,
        ["unknown"] = ConsentState.Unknown,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly string _path;
    private readonly MappingSource _from;
    private readonly FrozenDictionary<string, ConsentState?> _states;
    private readonly WordSource _purpose;
    private readonly WordSource _channel;

    private ConsentRule(string path, MappingSource from, FrozenDictionary<string, ConsentState?> states, WordSource purpose, WordSource channel)
    {
        _path = path;
        _from = from;
        _states = states;
        _purpose = purpose;
        _channel = channel;
    }

    private WordSource? Basis { get; init; }

    private WordSource? Jurisdiction { get; init; }

    private WordSource? Evidence { get; init; }

    public IEnumerable<MappingPath> Paths => _from.Paths
        .Concat(_purpose.Paths).Concat(_channel.Paths)
        .Concat(Basis?.Paths ?? []).Concat(Jurisdiction?.Paths ?? []).Concat(Evidence?.Paths ?? []);

    public static ConsentRule? Bind(ConfigObject config, ConfigErrors errors)
    {
        var from = MappingSource.Bind(config, "from");
        var purpose = WordSource.Bind(config, "purpose", errors, required: true, MappingWords.LabelMistake);
        var channel = WordSource.Bind(config, "channel", errors, required: true, MappingWords.LabelMistake);
        var basis = WordSource.Bind(config, "basis", errors, required: false, MappingWords.LabelMistake);
        var jurisdiction = WordSource.Bind(config, "jurisdiction", errors, required: false, MappingWords.LabelMistake);
        var evidence = WordSource.Bind(config, "evidence", errors, required: false, MappingWords.EvidenceMistake);
        var states = BindStates(config);
        config.Done();
        return from is null || purpose is null || channel is null
            ? null
            : new(config.Path, from, states, purpose, channel) { Basis = basis, Jurisdiction = jurisdiction, Evidence = evidence };
    }

    /// <summary>Adds what the item says. A word without a meaning is a mistake, never a yes.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Apply(in MappingItem item, List<ConsentEntry> consents)
    {
        var value = _from.Read(item);
        if (value.IsBlank)
        {
            return null;
        }

        if (value.Scalar?.Trim() is not { } word || !_states.TryGetValue(word, out var state))
        {
            item.Trace?.Refused(_from, "its value has no meaning in the consent's values");
            return $"the value at {_from} has no meaning in {_path}.values";
        }

        if (state is not { } stated)
        {
            item.Trace?.Ignored(_from, "the mapping takes this value for no statement of consent");
            return null;
        }

        var purpose = _purpose.Read(item);
        var channel = _channel.Read(item);
        if (purpose is null || channel is null || MappingWords.LabelMistake(purpose) is not null || MappingWords.LabelMistake(channel) is not null)
        {
            return $"the consent at {_from} has no usable purpose or channel";
        }

        item.Trace?.Consented(_from, Paths, $"{purpose}/{channel}", stated);
        consents.Add(new(purpose, channel, stated, Basis?.Read(item), Jurisdiction?.Read(item), Evidence?.Read(item)));
        return null;
    }

    private static FrozenDictionary<string, ConsentState?> BindStates(ConfigObject config)
    {
        var values = config.Object("values");
        if (!values.IsObject)
        {
            return Usual;
        }

        var states = new Dictionary<string, ConsentState?>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in values.Members)
        {
            if (values.Text(member.Name) is not { } word)
            {
                continue;
            }

            if (MappingWords.StateMistake(word) is { } mistake)
            {
                values.Error(member.Name, mistake);
            }
            else
            {
                states[member.Name] = MappingWords.State(word);
            }
        }

        return states.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
