using Azure;
using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Backends;

/// <summary>Where the entities are: a file beside the app, or a service over REST. What it is given has passed the rules.</summary>
internal interface ITableBackend
{
    string AccountName { get; }

    Uri Endpoint { get; }

    /// <exception cref="RequestFailedException">409 TableAlreadyExists.</exception>
    Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken);

    /// <exception cref="RequestFailedException">404.</exception>
    Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken);

    Task<TablePage> ListTablesAsync(PageRequest request, CancellationToken cancellationToken);

    Task<Response> WriteAsync(string table, EntityCommand command, CancellationToken cancellationToken);

    /// <exception cref="Azure.Data.Tables.TableTransactionFailedException">Nothing was stored.</exception>
    Task<IReadOnlyList<Response>> TransactAsync(string table, IReadOnlyList<EntityCommand> commands, CancellationToken cancellationToken);

    Task<PointRead> ReadAsync(string table, EntityKey key, IReadOnlyCollection<string>? select, CancellationToken cancellationToken);

    Task<EntityPage> QueryAsync(string table, PageRequest request, CancellationToken cancellationToken);
}
