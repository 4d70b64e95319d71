using Azure.Data.Tables;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Candidates;

/// <summary>
/// Table <c>candidates</c>: a row for each key and person, <c>hash|person</c>, so that a key's persons stand together and
/// many who publish the same key at once write rows of their own. The partition is the first digit of the hash: sixteen
/// take 2,000 rows a second each, together more than an account does, and a record's rows go in fewer transactions than
/// they would into more of them.
/// </summary>
internal sealed class TableCandidateStore(StoreTables tables, KeyRing ring) : ICandidateStore
{
    private const int PrefixDigits = 1;

    private static readonly string[] KeysOnly = ["RowKey"];

    private readonly MeteredTable _table = tables.Candidates;

    public async Task PublishAsync(ProfileId person, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> gone, CancellationToken cancellationToken)
    {
        if (keys.Count + gone.Count == 0)
        {
            return;
        }

        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        var rows = keys.Distinct(StringComparer.Ordinal).Select(key => Row(person, hash.OfCandidate(key))).ToList();
        await UpsertAllAsync(rows, cancellationToken);

        // Afterwards: who is to be found under other keys from now on is found by the one or the other meanwhile.
        var kept = rows.Select(r => r.RowKey).ToHashSet(StringComparer.Ordinal);
        var dropped = gone.Select(key => Row(person, hash.OfCandidate(key))).Where(r => !kept.Contains(r.RowKey))
            .GroupBy(r => r.PartitionKey, r => r.RowKey, StringComparer.Ordinal).ToList();
        await Bounded.SelectAsync(dropped, DeleteAsync, cancellationToken);
    }

    /// <summary>In the order of the keys, so that rows that stand together are written together.</summary>
    public async Task PublishAsync(IReadOnlyCollection<CandidateEntry> entries, CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        var rows = entries.AsParallel().WithCancellation(cancellationToken)
            .SelectMany(e => e.Keys.Distinct(StringComparer.Ordinal).Select(key => Row(e.Person, hash.OfCandidate(key)))).ToArray();
        Array.Sort(rows, (a, b) => string.CompareOrdinal(a.RowKey, b.RowKey));
        await UpsertAllAsync(rows, cancellationToken);
    }

    public async Task<IReadOnlyList<Posting>> FindAsync(IReadOnlyList<string> keys, int cap, CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        return await Bounded.SelectAsync(keys, (key, token) => FindAsync(key, hash.OfCandidate(key), cap, token), cancellationToken);
    }

    private async Task<Posting> FindAsync(string key, string hash, int cap, CancellationToken cancellationToken)
    {
        var persons = new List<ProfileId>();
        await foreach (var row in _table.QueryAsync(RowFilter.Kind(hash[..PrefixDigits], hash), cap + 1, KeysOnly, cancellationToken))
        {
            if (persons.Count == cap)
            {
                return new(key, persons, IsCapped: true);
            }

            persons.Add(ProfileId.Parse(row.RowKey[(hash.Length + 1)..]));
        }

        return new(key, persons, IsCapped: false);
    }

    private async Task UpsertAllAsync(IReadOnlyCollection<TableEntity> rows, CancellationToken cancellationToken)
    {
        var transactions = rows.GroupBy(r => r.PartitionKey, StringComparer.Ordinal).SelectMany(g => g.Chunk(MeteredTable.MaxTransaction)).ToList();
        await Bounded.SelectAsync(transactions, UpsertAsync, cancellationToken);
    }

    private async Task<bool> UpsertAsync(TableEntity[] rows, CancellationToken cancellationToken)
    {
        if (rows.Length == 1)
        {
            await _table.UpsertAsync(rows[0], cancellationToken);
        }
        else
        {
            await _table.SubmitAsync([.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))], cancellationToken);
        }

        return true;
    }

    private async Task<bool> DeleteAsync(IGrouping<string, string> rows, CancellationToken cancellationToken)
    {
        await _table.DeleteRowsAsync(rows.Key, rows.Distinct(StringComparer.Ordinal), cancellationToken);
        return true;
    }

    private static TableEntity Row(ProfileId person, string hash) => new(hash[..PrefixDigits], $"{hash}|{person}");
}
