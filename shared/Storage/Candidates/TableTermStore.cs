using Azure.Data.Tables;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Candidates;

/// <summary>
/// Table <c>terms</c>: a partition a field, in it the keyed hash of each value with its count. Counts grow under the row's
/// ETag, many of them in one transaction.
/// </summary>
internal sealed class TableTermStore(StoreTables tables, KeyRing ring) : ITermStore
{
    private const string CountColumn = "n";
    private const int MaxAttempts = 50;

    private readonly MeteredTable _table = tables.Terms;

    public async Task AddAsync(IReadOnlyDictionary<MatchTerm, long> counts, CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        foreach (var field in counts.GroupBy(c => Partition(c.Key), StringComparer.Ordinal))
        {
            foreach (var chunk in field.Select(c => (Row: Row(c.Key, hash), c.Value)).Chunk(MeteredTable.MaxTransaction))
            {
                await AddAsync(field.Key, chunk, cancellationToken);
            }
        }
    }

    public async Task<IReadOnlyList<long>> ReadAsync(IReadOnlyList<MatchTerm> terms, CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        return await Bounded.SelectAsync(
            terms,
            async (term, token) => await _table.FindAsync(Partition(term), Row(term, hash), null, token) is { } row ? Count(row) : 0,
            cancellationToken);
    }

    private async Task AddAsync(string partition, (string Row, long By)[] counts, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var known = await Bounded.SelectAsync(counts, (count, token) => _table.FindAsync(partition, count.Row, null, token), cancellationToken);
            var actions = counts.Zip(known, (count, row) => Grown(partition, count, row)).ToList();
            try
            {
                await _table.SubmitAsync(actions, cancellationToken);
                return;
            }
            catch (TableTransactionFailedException refused) when (refused.Status is 404 or 409 or 412)
            {
                // Another instance counted one of them meanwhile: all are read again.
            }
        }

        throw new TimeoutException("Rows of table terms were changed by others at every attempt to write them.");
    }

    private static TableTransactionAction Grown(string partition, (string Row, long By) count, TableEntity? known)
    {
        var row = new TableEntity(partition, count.Row) { [CountColumn] = (known is null ? 0 : Count(known)) + count.By };
        return known is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, known.ETag);
    }

    private static string Partition(MatchTerm term) => KeyText.Escape(term.Field);

    private static string Row(MatchTerm term, KeyedHash hash) => hash.OfTerm(term.Field, term.Value);

    private static long Count(TableEntity row) => row.GetInt64(CountColumn) ?? 0;
}
