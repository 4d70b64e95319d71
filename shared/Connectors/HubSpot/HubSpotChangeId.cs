using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>
/// Names a change the same way in every retry of its event. HubSpot's event id is not unique, so what the event is about
/// goes in beside it; the attempt's number stays out.
/// </summary>
internal static class HubSpotChangeId
{
    /// <summary>160 bits: far more than it takes for no two to meet.</summary>
    private const int Length = 20;

    public static string Of(in HubSpotEvent e, long objectId)
    {
        var merged = e.AssociationType is { } association
            ? $"{association}/{e.FromObjectId}/{e.ToObjectId}/{e.AssociationRemoved}"
            : string.Join(',', e.MergedObjectIds);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{e.PortalId}\n{e.Type}\n{objectId}\n{e.EventId}\n{e.OccurredAt?.ToUnixTimeMilliseconds()}\n{e.PropertyName}\n{merged}");
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash[..Length]);
    }
}
