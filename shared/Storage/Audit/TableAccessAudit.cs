using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Audit;

/// <summary>
/// Table <c>audit</c>: partition <c>quarantine-</c>, <c>reviews-</c> or <c>profiles-</c> and the item's id, rows by descending
/// time. A row is only ever added. The caller's words are sealed, for they may name a person.
/// </summary>
internal sealed class TableAccessAudit(StoreTables tables, KeyRing ring) : IAccessAudit
{
    private const string WhoColumn = "w";
    private const string ActionColumn = "a";
    private const string TicksColumn = "t";
    private const string KeyVersionColumn = "k";

    private readonly MeteredTable _table = tables.Audit;

    public async Task AddAsync(Access access, CancellationToken cancellationToken)
    {
        var key = (await ring.GetAsync(cancellationToken)).Newest;
        // Two accesses at one moment are two rows.
        var row = new TableEntity(PartitionOf(access.Item), $"{KeyText.Descending(access.At)}|{RandomNumberGenerator.GetHexString(8, lowercase: true)}")
        {
            [TicksColumn] = access.At.UtcTicks,
            [ActionColumn] = (int)access.Action,
            [WhoColumn] = access.Who,
            [KeyVersionColumn] = key.Version,
        };
        SealedColumns.Write(row, SealedValue.Seal(key.Quarantine, Place(row), Encoding.UTF8.GetBytes(access.Why.Length <= IAccessAudit.MaxWhy ? access.Why : access.Why[..IAccessAudit.MaxWhy])));
        await _table.UpsertAsync(row, cancellationToken);
    }

    public async IAsyncEnumerable<Access> ListAsync(AuditedItem item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _table.QueryAsync(RowFilter.Partition(PartitionOf(item)), null, null, cancellationToken))
        {
            var version = row.GetString(KeyVersionColumn) ?? "";
            var why = await ring.FindAsync(version, cancellationToken) is { } key
                ? SealedValue.Open(key.Quarantine, Place(row), SealedColumns.Read(row), clear => Encoding.UTF8.GetString(clear))
                : $"Sealed under version {version} of {GeneratedSecrets.KeyEncryption}, which the vault does not give.";
            yield return new(
                item,
                (AccessAction)(row.GetInt32(ActionColumn) ?? 0),
                row.GetString(WhoColumn) ?? "",
                why,
                new DateTimeOffset(row.GetInt64(TicksColumn) ?? 0, TimeSpan.Zero));
        }
    }

    private static string PartitionOf(AuditedItem item)
    {
        var area = item.Area switch
        {
            AuditArea.Quarantine => "quarantine",
            AuditArea.Reviews => "reviews",
            AuditArea.Profiles => "profiles",
        };
        return $"{area}-{KeyText.Escape(item.Id)}";
    }

    private static SealedPlace Place(TableEntity row) => new(StoreTables.AuditName, row.PartitionKey, row.RowKey);
}
