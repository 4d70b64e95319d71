using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Where what could not be understood waits, whole and sealed, with the reason.</summary>
public interface IQuarantineStore
{
    Task AddAsync(IReadOnlyList<QuarantineItem> items, CancellationToken cancellationToken);

    /// <summary>Newest first, without content.</summary>
    IAsyncEnumerable<QuarantineItem> ListAsync(CancellationToken cancellationToken);

    /// <summary>The item with its content, or null.</summary>
    Task<QuarantineItem?> FindAsync(string id, CancellationToken cancellationToken);

    Task RemoveAsync(string id, CancellationToken cancellationToken);

    Task<int> CountAsync(CancellationToken cancellationToken);
}

/// <summary>One part of a payload, or one change, that waits.</summary>
/// <param name="Id">Stable for the same content, so that a redelivery does not double it.</param>
/// <param name="Payload">The raw part as the vendor sent it; empty in listings and for a change.</param>
/// <param name="Change">The change, where the payload was understood but could not be applied.</param>
public sealed record QuarantineItem(
    string Id,
    string Source,
    string Reason,
    DateTimeOffset ReceivedAt,
    ReadOnlyMemory<byte> Payload,
    Change? Change = null);
