using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Where what could not be understood waits, whole and sealed, with the reason.</summary>
public interface IQuarantineStore
{
    Task AddAsync(IReadOnlyList<QuarantineItem> items, CancellationToken cancellationToken);

    /// <summary>What the filter lets through, newest first, without content.</summary>
    IAsyncEnumerable<QuarantineItem> ListAsync(QuarantineFilter filter, CancellationToken cancellationToken);

    /// <summary>The item with its content, or null.</summary>
    Task<QuarantineItem?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Is it there? Also for an item whose content no longer opens.</summary>
    Task<bool> ExistsAsync(string id, CancellationToken cancellationToken);

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
    Change? Change = null)
{
    /// <summary>One of <see cref="QuarantineCodes"/>.</summary>
    public string Code { get; init; } = QuarantineCodes.Unreadable;

    /// <summary>What makes a request of the payload again; null in listings and for a change.</summary>
    public QuarantineContext? Context { get; init; }
}

/// <summary>What a reader needs beside a payload to read it again.</summary>
/// <param name="Path">The URL's path. Never its query, which may hold a secret.</param>
/// <param name="Headers">The headers that the source names in <see cref="IWebhookSource.ReplayHeaders"/>.</param>
/// <param name="Index">The part's place in its batch, where it matters.</param>
public sealed record QuarantineContext(string Path, IReadOnlyDictionary<string, string> Headers, int? Index = null)
{
    /// <summary>For a row of an import: the kind of object that its file holds, empty where the mapping says it.</summary>
    public string? Row { get; init; }
}
