namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Who looked at personal data, or decided something about it by hand, and why. Entries outlive what they are about.</summary>
public interface IAccessAudit
{
    /// <summary>Characters of a reason that are kept.</summary>
    const int MaxWhy = 500;

    /// <summary>Returns when the entry is durable.</summary>
    Task AddAsync(Access access, CancellationToken cancellationToken);

    /// <summary>The item's entries, newest first.</summary>
    IAsyncEnumerable<Access> ListAsync(AuditedItem item, CancellationToken cancellationToken);
}

/// <param name="Who">The caller as the app's guard knows it: a principal or the name of a key.</param>
/// <param name="Why">In the caller's words.</param>
public sealed record Access(AuditedItem Item, AccessAction Action, string Who, string Why, DateTimeOffset At);

/// <param name="Id">Unique within the area.</param>
public readonly record struct AuditedItem(AuditArea Area, string Id);

public enum AuditArea
{
    Quarantine,

    /// <summary>Pairs of persons that wait for a steward.</summary>
    Reviews,

    /// <summary>Persons, by the id of their profile.</summary>
    Profiles,
}

/// <summary>Stored as numbers: never renumber one.</summary>
public enum AccessAction
{
    /// <summary>The content was shown as it is.</summary>
    Revealed,

    /// <summary>The item was removed without a replay.</summary>
    Discarded,

    /// <summary>Two persons were made one by hand.</summary>
    Merged,

    /// <summary>One person was taken apart by hand.</summary>
    Unmerged,
}
