using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// Finds all the members that a mapping reads in one pass over the item, instead of one search a path: an item of thirty
/// members read by thirty paths is thirty steps and not nine hundred.
/// </summary>
internal sealed class MemberSlots
{
    private readonly Dictionary<byte[], int> _slots = new(Utf8Names.Instance);

    /// <summary>Gives every path that begins at a member of the item its slot.</summary>
    public MemberSlots(IEnumerable<MappingPath> paths)
    {
        foreach (var path in paths)
        {
            if (path.FirstMember is not { } name)
            {
                continue;
            }

            if (!_slots.TryGetValue(name, out var slot))
            {
                _slots[name] = slot = _slots.Count;
            }

            path.StartAt(slot);
        }
    }

    /// <summary>The item's members by slot. The array is the caller's until <see cref="Return"/>.</summary>
    /// <param name="others">Where given: filled with the members that no path begins at.</param>
    public JsonElement[] Rent(JsonElement item, List<JsonProperty>? others = null)
    {
        var slots = ArrayPool<JsonElement>.Shared.Rent(Math.Max(_slots.Count, 1));
        Array.Clear(slots, 0, _slots.Count);
        if (item.ValueKind != JsonValueKind.Object)
        {
            return slots;
        }

        var lookup = _slots.GetAlternateLookup<ReadOnlySpan<byte>>();
        foreach (var member in item.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            var known = name.Contains((byte)'\\')
                ? _slots.TryGetValue(Encoding.UTF8.GetBytes(member.Name), out var slot)
                : lookup.TryGetValue(name, out slot);
            if (known)
            {
                slots[slot] = member.Value;
            }
            else
            {
                others?.Add(member);
            }
        }

        return slots;
    }

    public void Return(JsonElement[] slots)
    {
        Array.Clear(slots, 0, _slots.Count);
        ArrayPool<JsonElement>.Shared.Return(slots);
    }

    private sealed class Utf8Names : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Names Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        /// <summary>FNV-1a. The table's own names are configuration, so nobody outside can make them collide.</summary>
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = 2166136261u;
            foreach (var b in alternate)
            {
                hash = (hash ^ b) * 16777619u;
            }

            return (int)hash;
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
