using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Quarantine;

/// <summary>
/// Table <c>quarantine</c>: a redelivery meets the row that is there, and finding one is a point read. Parts are written
/// before the item, so an item is never without its content.
/// </summary>
internal sealed class TableQuarantineStore(StoreTables tables, KeyRing ring) : IQuarantineStore
{
    // Every partition key that begins with the prefix: '.' follows '-'.
    private const string AllItems = "PartitionKey ge 'item-' and PartitionKey lt 'item.'";

    // A row of parts is near 1 MiB.
    private const int PartsPerPage = 4;

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    private readonly MeteredTable _table = tables.Quarantine;

    public async Task AddAsync(IReadOnlyList<QuarantineItem> items, CancellationToken cancellationToken)
    {
        var key = (await ring.GetAsync(cancellationToken)).Newest;
        await Bounded.SelectAsync(items, (item, token) => AddAsync(item, key, token), cancellationToken);
    }

    public async IAsyncEnumerable<QuarantineItem> ListAsync(QuarantineFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync(RowsOf(filter), null, QuarantineRow.WithoutContent, cancellationToken))
        {
            rows.Add(row);
        }

        var after = filter.After is { } cursor ? (cursor.At.UtcTicks, Row: QuarantineRow.Key(cursor.Id).Row) : default;
        foreach (var row in rows.OrderByDescending(Ticks).ThenBy(r => r.RowKey, StringComparer.Ordinal))
        {
            // The filter keeps what came at the cursor's very moment.
            if (after.Row is not null && Ticks(row) == after.UtcTicks && string.CompareOrdinal(row.RowKey, after.Row) <= 0)
            {
                continue;
            }

            var item = QuarantineRow.ReadWithoutContent(row, await KeyAsync(row, cancellationToken));
            if (filter.Takes(item))
            {
                yield return item;
            }
        }
    }

    public async Task<QuarantineItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var (partition, rowKey) = QuarantineRow.Key(id);
        if (await _table.FindAsync(partition, rowKey, null, cancellationToken) is not { } row)
        {
            return null;
        }

        var key = await KeyAsync(row, cancellationToken) ?? throw new CryptographicException(
            $"A quarantined item is sealed under version {row.GetString(QuarantineRow.KeyVersionColumn)} of secret '{GeneratedSecrets.KeyEncryption}', which the vault does not give.");
        var content = row.GetInt32(QuarantineRow.PartsColumn) is { } parts
            ? await ReadPartsAsync(rowKey, parts, key, cancellationToken)
            : QuarantineRow.Open(row, key);
        return QuarantineContent.Read(content, QuarantineRow.ReadWithoutContent(row, key));
    }

    public async Task<bool> ExistsAsync(string id, CancellationToken cancellationToken)
    {
        var (partition, row) = QuarantineRow.Key(id);
        return await _table.FindAsync(partition, row, KeysOnly, cancellationToken) is not null;
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var (partition, row) = QuarantineRow.Key(id);
        await _table.DeleteRowsAsync(partition, [row], cancellationToken);
        var parts = new List<string>();
        await foreach (var part in _table.QueryAsync(RowFilter.Partition(QuarantineRow.PartPartition(row)), null, KeysOnly, cancellationToken))
        {
            parts.Add(part.RowKey);
        }

        await _table.DeleteRowsAsync(QuarantineRow.PartPartition(row), parts, cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in _table.QueryAsync(AllItems, null, KeysOnly, cancellationToken))
        {
            count++;
        }

        return count;
    }

    private static string RowsOf(QuarantineFilter filter)
    {
        var rows = AllItems;
        rows = filter.Source is { } source ? RowFilter.AndText(rows, QuarantineRow.SourceColumn, source) : rows;
        rows = filter.Code is { } code ? RowFilter.AndText(rows, QuarantineRow.CodeColumn, code) : rows;
        rows = filter.From is { } from ? RowFilter.AndAtLeast(rows, QuarantineRow.TicksColumn, from.UtcTicks) : rows;
        rows = filter.To is { } to ? RowFilter.AndAtMost(rows, QuarantineRow.TicksColumn, to.UtcTicks - 1) : rows;
        return filter.After is { } after ? RowFilter.AndAtMost(rows, QuarantineRow.TicksColumn, after.At.UtcTicks) : rows;
    }

    private static long Ticks(TableEntity row) => row.GetInt64(QuarantineRow.TicksColumn) ?? 0;

    private async Task<bool> AddAsync(QuarantineItem item, WrappingKey key, CancellationToken cancellationToken)
    {
        var (row, parts) = QuarantineRow.Write(item, key);
        if (parts.Count > 0)
        {
            if (await _table.FindAsync(row.PartitionKey, row.RowKey, KeysOnly, cancellationToken) is not null)
            {
                return false;
            }

            foreach (var part in parts)
            {
                await _table.UpsertAsync(part, cancellationToken);
            }
        }

        return await _table.TryAddAsync(row, cancellationToken);
    }

    private async Task<byte[]> ReadPartsAsync(string rowKey, int parts, WrappingKey key, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var read = 0;
        await foreach (var part in _table.QueryAsync(RowFilter.Partition(QuarantineRow.PartPartition(rowKey)), PartsPerPage, null, cancellationToken))
        {
            if (part.RowKey == read.ToString("D4", CultureInfo.InvariantCulture) && read < parts)
            {
                content.Write(QuarantineRow.Open(part, key));
                read++;
            }
        }

        return read == parts ? content.ToArray() : throw new SealBrokenException($"{StoreTables.QuarantineName}|{QuarantineRow.PartPartition(rowKey)}");
    }

    private ValueTask<WrappingKey?> KeyAsync(TableEntity row, CancellationToken cancellationToken) =>
        ring.FindAsync(row.GetString(QuarantineRow.KeyVersionColumn) ?? "", cancellationToken);
}
