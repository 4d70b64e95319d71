using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>Opens reviews one at a time: they stand in one place with their counts, and writers there are in each other's way.</summary>
public sealed class ReviewOpener(IReviewStore store, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task OpenAsync(Review review, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await store.AddAsync(review, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
