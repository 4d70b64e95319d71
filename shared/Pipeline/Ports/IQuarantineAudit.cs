namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Who looked at what waits in quarantine, or threw it away, and why. Entries outlive their items.</summary>
public interface IQuarantineAudit
{
    /// <summary>Returns when the entry is durable.</summary>
    Task AddAsync(QuarantineAccess access, CancellationToken cancellationToken);

    /// <summary>The item's entries, newest first.</summary>
    IAsyncEnumerable<QuarantineAccess> ListAsync(string item, CancellationToken cancellationToken);
}

/// <param name="Who">The caller as the app's guard knows it: a principal or the name of a key.</param>
/// <param name="Why">In the caller's words.</param>
public sealed record QuarantineAccess(string Item, QuarantineAction Action, string Who, string Why, DateTimeOffset At);

public enum QuarantineAction
{
    /// <summary>The content was shown as it is.</summary>
    Revealed,

    /// <summary>The item was removed without a replay.</summary>
    Discarded,
}
