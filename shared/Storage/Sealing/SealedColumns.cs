using System.Globalization;
using Azure.Data.Tables;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>Spreads sealed bytes over the binary properties <c>d</c>, <c>d1</c>, <c>d2</c>, … of a row: one holds 64 KiB at most.</summary>
internal static class SealedColumns
{
    public const string Name = "d";

    /// <summary>Bytes in one property.</summary>
    public const int PropertyBytes = 60 * 1024;

    /// <summary>Bytes that fit a row beside its other properties: an entity has 1 MiB at most, and Azurite counts it as base64.</summary>
    public const int RowBytes = 12 * PropertyBytes;

    public static void Write(TableEntity entity, byte[] bytes)
    {
        if (bytes.Length <= PropertyBytes)
        {
            entity[Name] = bytes;
            return;
        }

        for (var i = 0; i * PropertyBytes < bytes.Length; i++)
        {
            entity[NameOf(i)] = bytes.AsSpan(i * PropertyBytes, Math.Min(PropertyBytes, bytes.Length - (i * PropertyBytes))).ToArray();
        }
    }

    /// <summary>The row's bytes, empty where it has none.</summary>
    public static byte[] Read(TableEntity entity)
    {
        var first = entity.GetBinary(Name) ?? [];
        if (!entity.ContainsKey(NameOf(1)))
        {
            return first;
        }

        using var whole = new MemoryStream();
        whole.Write(first);
        for (var i = 1; entity.GetBinary(NameOf(i)) is { } next; i++)
        {
            whole.Write(next);
        }

        return whole.ToArray();
    }

    private static string NameOf(int index) => index == 0 ? Name : Name + index.ToString(CultureInfo.InvariantCulture);
}
