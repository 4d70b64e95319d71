using Azure;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Entities;
using ServerlessCdi.Embedded.Tables.Filters;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>Tables in a file beside the app.</summary>
internal sealed class SqliteBackend(TableStore store) : ITableBackend
{
    public string AccountName => "embedded";

    public Uri Endpoint => new(store.FilePath);

    public async Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken)
    {
        await store.WriteAsync(new CreateTableWork(table), cancellationToken);
        return LocalResponse.NoContent;
    }

    public async Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken)
    {
        await store.WriteAsync(new DeleteTableWork(table), cancellationToken);
        return LocalResponse.NoContent;
    }

    public async Task<TablePage> ListTablesAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var filter = FilterParser.Parse(request.Filter);
        var names = await store.ReadAsync(c => c.ListTables(request.Token ?? string.Empty), cancellationToken);
        var matching = names.Where(n => filter is null || filter.Matches(p => p == "TableName" ? n : null)).ToList();
        return matching.Count <= request.Top
            ? new TablePage(matching, null, LocalResponse.Success)
            : new TablePage(matching[..request.Top], matching[request.Top], LocalResponse.Success);
    }

    public async Task<Response> WriteAsync(string table, EntityCommand command, CancellationToken cancellationToken)
    {
        var work = new EntityWork(table, [new StoredCommand(command)], transaction: false);
        await store.WriteAsync(work, cancellationToken);
        return Answer(work.Versions[0]);
    }

    public async Task<IReadOnlyList<Response>> TransactAsync(
        string table, IReadOnlyList<EntityCommand> commands, CancellationToken cancellationToken)
    {
        var work = new EntityWork(table, Store(commands), transaction: true);
        await store.WriteAsync(work, cancellationToken);
        return Array.ConvertAll(work.Versions, Answer);
    }

    public async Task<PointRead> ReadAsync(
        string table, EntityKey key, IReadOnlyCollection<string>? select, CancellationToken cancellationToken)
    {
        var (row, error) = await store.ReadAsync(
            connection =>
            {
                var found = connection.Read(table, key, select);
                var missing = found is not null ? null
                    : connection.FindTable(table) is null ? TableErrors.TableMissing() : TableErrors.EntityMissing();
                return (found, missing);
            },
            cancellationToken);
        return new PointRead(row, row is null ? new LocalResponse(404) : new LocalResponse(200, row.ETag), error);
    }

    public async Task<EntityPage> QueryAsync(string table, PageRequest request, CancellationToken cancellationToken)
    {
        var scan = new PageScan(request.Filter, PageToken.Read(request.Token), request.Select);
        var (rows, next) = await store.ReadAsync(
            connection => connection.FindTable(table) is { } id
                ? connection.Scan(id, scan, request.Top)
                : throw TableErrors.TableMissing(),
            cancellationToken);
        return new EntityPage(rows, PageToken.Write(next), LocalResponse.Success);
    }

    private static LocalResponse Answer(long version) =>
        version == 0 ? LocalResponse.NoContent : new LocalResponse(204, VersionTag.Write(version));

    private static StoredCommand[] Store(IReadOnlyList<EntityCommand> commands)
    {
        var stored = new StoredCommand[commands.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            try
            {
                stored[i] = new StoredCommand(commands[i]);
            }
            catch (RequestFailedException e)
            {
                throw TableErrors.InTransaction(e, i);
            }
        }

        return stored;
    }
}
