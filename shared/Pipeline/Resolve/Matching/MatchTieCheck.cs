using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>An identifier that both have does not make one person of two whose records the model says cannot be of one.</summary>
public sealed class MatchTieCheck(MatchingPolicy policy) : ITieCheck
{
    public bool Contradicts(IReadOnlyCollection<SourceRecord> records, IReadOnlyCollection<SourceRecord> others)
    {
        var left = records.Where(r => r.IsLive).Select(policy.Prepare).ToList();
        var right = others.Where(r => r.IsLive).Select(policy.Prepare).ToList();
        return left.Exists(l => right.Exists(r => policy.Model.Contradicts(l, r)));
    }
}
