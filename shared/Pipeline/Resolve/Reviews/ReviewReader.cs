using Microsoft.Extensions.Logging;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>
/// Shows a review with both sides. Their values are personal data that someone takes notice of, so the audit knows before it
/// happens: without a durable entry nothing is shown.
/// </summary>
public sealed class ReviewReader(ReviewDesk desk, IAccessAudit audit, TimeProvider time, ILogger<ReviewReader> log)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>For whoever shows no values.</summary>
    public Task<SeenReview?> LookAsync(string id, CancellationToken cancellationToken) => desk.LookAsync(id, cancellationToken);

    /// <param name="who">The caller as the app's guard knows it.</param>
    public async Task<SeenReview?> RevealAsync(string id, string who, string why, CancellationToken cancellationToken)
    {
        if (await desk.LookAsync(id, cancellationToken) is not { } seen)
        {
            return null;
        }

        await audit.AddAsync(new(new(AuditArea.Reviews, id), AccessAction.Revealed, who, why, time.GetUtcNow()), cancellationToken);
        Log.Revealed(log, id);
        return seen;
    }
}
