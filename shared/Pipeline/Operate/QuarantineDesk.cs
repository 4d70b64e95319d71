using Microsoft.Extensions.Logging;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Operate;

/// <summary>
/// Looking at what waits, and throwing it away. Content and a discarded item are personal data that someone took
/// notice of or destroyed, so the audit knows before it happens: without a durable entry there is neither.
/// </summary>
public sealed class QuarantineDesk(IQuarantineStore quarantine, IAccessAudit audit, TimeProvider time, ILogger<QuarantineDesk> log)
{
    /// <summary>The item with its content, or null where there is none.</summary>
    /// <param name="who">The caller as the app's guard knows it.</param>
    public async Task<QuarantineItem?> RevealAsync(string id, string who, string why, CancellationToken cancellationToken)
    {
        if (await quarantine.FindAsync(id, cancellationToken) is not { } item)
        {
            return null;
        }

        await NoteAsync(id, AccessAction.Revealed, who, why, cancellationToken);
        Log.Revealed(log, id);
        return item;
    }

    /// <returns>False where there is no such item.</returns>
    public async Task<bool> DiscardAsync(string id, string who, string why, CancellationToken cancellationToken)
    {
        if (!await quarantine.ExistsAsync(id, cancellationToken))
        {
            return false;
        }

        await NoteAsync(id, AccessAction.Discarded, who, why, cancellationToken);
        await quarantine.RemoveAsync(id, cancellationToken);
        Log.Discarded(log, id);
        return true;
    }

    private Task NoteAsync(string id, AccessAction action, string who, string why, CancellationToken cancellationToken) =>
        audit.AddAsync(new(new(AuditArea.Quarantine, id), action, who, why, time.GetUtcNow()), cancellationToken);
}
