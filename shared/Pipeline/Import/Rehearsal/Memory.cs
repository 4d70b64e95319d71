namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>A map that holds at most twice its size and drops what was written longest ago. Its owner locks.</summary>
internal sealed class Memory<TKey, TValue>(int size)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public bool TryGet(TKey key, out TValue value) => _young.TryGetValue(key, out value!) || _old.TryGetValue(key, out value!);

    public void Set(TKey key, TValue value)
    {
        _young[key] = value;
        if (_young.Count >= size)
        {
            (_old, _young) = (_young, []);
        }
    }
}
