using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Table <c>sources</c>: what each source sent, and how it differs from what it promised.</summary>
public interface IDriftStore
{
    /// <summary>
    /// Adds the entries, or their counts to those that are there. Safe to run again, but what was added counts twice then.
    /// </summary>
    Task AddAsync(string source, IReadOnlyCollection<DriftEntry> entries, CancellationToken cancellationToken);

    /// <summary>Adds to what the source sent so far.</summary>
    Task AddAsync(string source, SourceActivity activity, CancellationToken cancellationToken);

    /// <summary>What is there of the source, last seen first.</summary>
    Task<IReadOnlyList<DriftEntry>> ListAsync(string source, CancellationToken cancellationToken);

    Task<SourceActivity> ActivityAsync(string source, CancellationToken cancellationToken);

    /// <summary>False where there is no such entry.</summary>
    Task<bool> RemoveAsync(string source, string id, CancellationToken cancellationToken);
}

/// <summary>One kind of drift at one place of one source, with how often it was seen.</summary>
/// <param name="Id">Follows from kind, place and types, so that the same drift is the same entry: 32 hex digits.</param>
/// <param name="Count">Records in which it was found. A crash may cost the last seconds' counts, and a retried write may double them.</param>
/// <param name="ContractVersion">Of the contract that it was last held against.</param>
/// <param name="ChangeId">A change in which it was first seen, where it has an id.</param>
public sealed record DriftEntry(
    string Id,
    ContractFindingKind Kind,
    string Object,
    string Path,
    string? Declared,
    string? Seen,
    string? Value,
    long Count,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int ContractVersion,
    string? ChangeId);

/// <summary>What a source sent.</summary>
/// <param name="Received">Genuine requests.</param>
/// <param name="Rejected">Parts that went to quarantine.</param>
/// <param name="LastReceived">Null where nothing was.</param>
public sealed record SourceActivity(long Received, long Changes, long Ignored, long Rejected, DateTimeOffset? LastReceived)
{
    public static SourceActivity None { get; } = new(0, 0, 0, 0, null);

    public SourceActivity Plus(SourceActivity other) => new(
        Received + other.Received,
        Changes + other.Changes,
        Ignored + other.Ignored,
        Rejected + other.Rejected,
        LastReceived > other.LastReceived || other.LastReceived is null ? LastReceived : other.LastReceived);
}
