using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>Reviews that a rehearsal would open are opened nowhere; what was decided is as it is.</summary>
internal sealed class ImaginedReviews(IReviewStore real) : IReviewStore
{
    public Task AddAsync(Review review, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<StoredReview?> FindAsync(string id, CancellationToken cancellationToken) => real.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<StoredReview> ListAsync(ReviewStatus status, CancellationToken cancellationToken) => real.ListAsync(status, cancellationToken);

    public Task<bool> TryUpdateAsync(StoredReview next, CancellationToken cancellationToken) => Task.FromResult(true);
}
