namespace ServerlessCdi.Storage.Rows;

/// <summary>Many small requests at once, but not all of them.</summary>
internal static class Bounded
{
    private const int AtOnce = 32;

    /// <summary>The results in the order of the items.</summary>
    public static async Task<TResult[]> SelectAsync<T, TResult>(
        IReadOnlyCollection<T> items,
        Func<T, CancellationToken, Task<TResult>> work,
        CancellationToken cancellationToken)
    {
        var list = items as IReadOnlyList<T> ?? [.. items];
        if (list.Count <= AtOnce)
        {
            var all = new Task<TResult>[list.Count];
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = work(list[i], cancellationToken);
            }

            return await Task.WhenAll(all);
        }

        var results = new TResult[list.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, list.Count, options, async (i, token) => results[i] = await work(list[i], token));
        return results;
    }
}
