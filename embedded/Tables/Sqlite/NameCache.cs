using System.Text;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>Property names recur on every row; this gives the same string again without decoding. A lost race only costs a decode.</summary>
internal static class NameCache
{
    private static readonly Entry?[] Entries = new Entry?[1024];

    public static string Get(ReadOnlySpan<byte> name)
    {
        var hash = 17u;
        foreach (var b in name)
        {
            hash = (hash * 31) + b;
        }

        ref var slot = ref Entries[hash % (uint)Entries.Length];
        var entry = Volatile.Read(ref slot);
        if (entry is null || !name.SequenceEqual(entry.Bytes))
        {
            entry = new Entry(name.ToArray(), Encoding.UTF8.GetString(name));
            Volatile.Write(ref slot, entry);
        }

        return entry.Text;
    }

    private sealed record Entry(byte[] Bytes, string Text);
}
