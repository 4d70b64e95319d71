using System.Runtime.CompilerServices;
using Azure;

namespace ServerlessCdi.Embedded.Tables.Backends;

/// <summary>Fetches a page when it is asked for: token and size in, page out.</summary>
internal sealed class TablePageable<T>(
    Func<string?, int?, CancellationToken, Task<Page<T>>> fetch, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Pages(continuationToken, pageSizeHint);

    private async IAsyncEnumerable<Page<T>> Pages(
        string? token, int? size, [EnumeratorCancellation] CancellationToken stop = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, stop);
        do
        {
            var page = await fetch(token, size, either.Token);
            yield return page;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
