using Microsoft.Extensions.Logging;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Operate;

/// <summary>
/// Looking at what waits, and throwing it away. Content and a discarded item are personal data that someone took
/// notice of or destroyed, so the audit knows before it happens: without a durable entry there is neither.
/// </summary>
public sealed class QuarantineDesk(IQuarantineStore quarantine, IQuarantineAudit audit, TimeProvider time, ILogger<QuarantineDesk> log)
{
    /// <summary>Characters of a reason that are kept.</summary>
    public const int MaxWhy = 500;

    /// <summary>The item with its content, or null where there is none.</summary>
    /// <param name="who">The caller as the app's guard knows it.</param>
    public async Task<QuarantineItem?> RevealAsync(string id, string who, string why, CancellationToken cancellationToken)
    {
        if (await quarantine.FindAsync(id, cancellationToken) is not { } item)
        {
            return null;
        }

        await NoteAsync(id, QuarantineAction.Revealed, who, why, cancellationToken);
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

        await NoteAsync(id, QuarantineAction.Discarded, who, why, cancellationToken);
        await quarantine.RemoveAsync(id, cancellationToken);
        Log.Discarded(log, id);
        return true;
    }

    private Task NoteAsync(string id, QuarantineAction action, string who, string why, CancellationToken cancellationToken) =>
        audit.AddAsync(new(id, action, who, why.Length <= MaxWhy ? why : why[..MaxWhy], time.GetUtcNow()), cancellationToken);
}
