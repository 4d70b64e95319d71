namespace ServerlessCdi.Connectors.Contracts;

/// <summary>
/// Collects what a payload's records do against their contract, equal findings counted together. Nothing is allocated
/// until there is one. Not for several threads.
/// </summary>
public sealed class ContractFindings
{
    /// <summary>Different findings that one payload may report; the rest are counted under an empty path.</summary>
    public const int MaxDistinct = 100;

    private const int MaxReasons = 5;

    private Dictionary<Key, (int Count, string? ChangeId)>? _all;
    private List<ContractFinding>? _item;
    private int _ofItem;

    /// <summary>The change that is being checked, kept as the sample of what is found first in it.</summary>
    public string? ChangeId { get; set; }

    /// <summary>Findings in the record that was checked last.</summary>
    public int OfLastRecord => _ofItem;

    /// <summary>What is wrong with the record that was checked last, for <see cref="RejectedPart.Reason"/>; quotes no value.</summary>
    public string Reason
    {
        get
        {
            if (_item is null || _ofItem == 0)
            {
                return "";
            }

            var more = _ofItem > _item.Count ? $", and {_ofItem - _item.Count} more" : "";
            return $"breaks the contract: {string.Join("; ", _item)}{more}";
        }
    }

    /// <summary>Everything that was found, each once with its count.</summary>
    public IReadOnlyList<ContractFinding> ToList() => _all is null
        ? []
        : [.. _all.Select(f => new ContractFinding(f.Key.Kind, f.Key.Object, f.Key.Path, f.Key.Declared, f.Key.Seen, f.Key.Value, f.Value.Count, f.Value.ChangeId))];

    internal void BeginRecord()
    {
        _ofItem = 0;
        _item?.Clear();
    }

    internal void Add(ContractFindingKind kind, string @object, string path, string? declared = null, string? seen = null, string? value = null)
    {
        _all ??= [];
        _item ??= [];
        var key = new Key(kind, @object, path, declared, seen, value);
        if (!_all.TryGetValue(key, out var known) && _all.Count >= MaxDistinct)
        {
            key = new Key(kind, @object, "", null, null, null);
            known = _all.GetValueOrDefault(key);
        }

        _all[key] = (known.Count + 1, known.ChangeId ?? ChangeId);
        _ofItem++;
        if (_item.Count < MaxReasons)
        {
            _item.Add(new(kind, @object, path, declared, seen, Value: null, 1, ChangeId));
        }
    }

    private readonly record struct Key(ContractFindingKind Kind, string Object, string Path, string? Declared, string? Seen, string? Value);
}
