namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>A record as it is compared: normalised once, by one model, and of no use to another.</summary>
public sealed class MatchRecord
{
    private readonly object?[] _features;

    internal MatchRecord(object?[] features) => _features = features;

    /// <summary>The record says nothing that could be compared.</summary>
    public bool IsEmpty => Array.TrueForAll(_features, f => f is null);

    internal object? this[int comparison] => _features[comparison];
}
