using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyReviews(IReviewStore store, PortFaults faults) : IReviewStore
{
    public Task AddAsync(Review review, CancellationToken cancellationToken) => faults.CallAsync(() => store.AddAsync(review, cancellationToken));

    public Task<StoredReview?> FindAsync(string id, CancellationToken cancellationToken) => faults.CallAsync(() => store.FindAsync(id, cancellationToken));

    public IAsyncEnumerable<StoredReview> ListAsync(ReviewStatus status, CancellationToken cancellationToken) => store.ListAsync(status, cancellationToken);

    public Task<bool> TryUpdateAsync(StoredReview next, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.TryUpdateAsync(next, cancellationToken));
}
