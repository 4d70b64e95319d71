using System.Text;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>Where a sealed value stands. It opens only there: the place is the associated data of its encryption.</summary>
internal readonly record struct SealedPlace(string Table, string Partition, string Row)
{
    /// <summary>The header byte, then <c>table|partition|row</c> in UTF-8.</summary>
    public byte[] AssociatedData(byte header)
    {
        var data = new byte[1 + Encoding.UTF8.GetByteCount(Table) + 1 + Encoding.UTF8.GetByteCount(Partition) + 1 + Encoding.UTF8.GetByteCount(Row)];
        data[0] = header;
        var at = 1;
        at += Encoding.UTF8.GetBytes(Table, data.AsSpan(at));
        data[at++] = (byte)'|';
        at += Encoding.UTF8.GetBytes(Partition, data.AsSpan(at));
        data[at++] = (byte)'|';
        Encoding.UTF8.GetBytes(Row, data.AsSpan(at));
        return data;
    }

    public override string ToString() => $"{Table}|{Partition}|{Row}";
}
