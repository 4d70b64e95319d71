using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Says whether records that share an identifier can be of one person at all. Pure, quick and the same for either order.</summary>
public interface ITieCheck
{
    /// <param name="records">Contact records of the one side, with the changes that are about to be applied.</param>
    /// <param name="others">Contact records of the other.</param>
    bool Contradicts(IReadOnlyCollection<SourceRecord> records, IReadOnlyCollection<SourceRecord> others);
}

/// <summary>Nothing contradicts anything: an identifier is believed.</summary>
public sealed class NoTieCheck : ITieCheck
{
    public bool Contradicts(IReadOnlyCollection<SourceRecord> records, IReadOnlyCollection<SourceRecord> others) => false;
}
