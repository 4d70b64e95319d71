using System.Runtime.InteropServices;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>Running counts in memory. Not safe for several threads at once.</summary>
public sealed class TermCounts : ITermCounts
{
    private readonly Dictionary<MatchTerm, int> _counts = [];

    public long People { get; set; }

    public long Having(string field, string value) => _counts.GetValueOrDefault(new(field, value));

    public void Add(MatchTerm term) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, term, out _)++;
}
