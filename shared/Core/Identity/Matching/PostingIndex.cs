using System.Runtime.InteropServices;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>Which records share a candidate key. Keys are kept as hashes: two that collide cost a comparison.</summary>
internal sealed class PostingIndex(int cap)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly Dictionary<ulong, List<int>> _postings = [];

    public void Add(IReadOnlyList<string> keys, int record)
    {
        foreach (var key in keys)
        {
            ref var posting = ref CollectionsMarshal.GetValueRefOrAddDefault(_postings, Hash(key), out _);
            posting ??= new(1);

            // One more than the cap is enough to know that there are too many.
            if (posting.Count <= cap)
            {
                posting.Add(record);
            }
        }
    }

    /// <param name="capped">One more where there are too many to be followed.</param>
    public ReadOnlySpan<int> Find(string key, ref int capped)
    {
        if (!_postings.TryGetValue(Hash(key), out var posting))
        {
            return [];
        }

        if (posting.Count > cap)
        {
            capped++;
            return [];
        }

        return CollectionsMarshal.AsSpan(posting);
    }

    private static ulong Hash(string key)
    {
        var hash = Offset;
        foreach (var c in key)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }
}
