using Azure.Core;
using Azure.Data.Tables.Models;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Entities;
using ServerlessCdi.Embedded.Tables.Filters;
using ServerlessCdi.Embedded.Tables.Rules;

namespace Azure.Data.Tables;

/// <summary>
/// The entities of one table. Refusals are <see cref="RequestFailedException"/> with the service's status and
/// <see cref="TableErrorCode"/>, whichever store is behind it.
/// </summary>
public class TableClient
{
    private readonly ITableBackend _backend;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(BackendFactory.Create(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(BackendFactory.Create(endpoint, tokenCredential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(BackendFactory.Create(endpoint, credential, options), tableName)
    {
    }

    internal TableClient(ITableBackend backend, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _backend = backend;
        Name = tableName;
    }

    /// <summary>For a test's own double.</summary>
    protected TableClient()
        : this((ITableBackend)null!, "none")
    {
    }

    public virtual string AccountName => _backend.AccountName;

    public virtual string Name { get; }

    public virtual Uri Uri => new($"{_backend.Endpoint.AbsoluteUri.TrimEnd('/')}/{Name}");

    /// <summary>Writes an OData filter; interpolated values become quoted literals.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Write(filter);

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default)
    {
        NameRules.CheckTable(Name);
        return Response.FromValue(new TableItem(Name), await _backend.CreateTableAsync(Name, cancellationToken));
    }

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await CreateAsync(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409 && e.ErrorCode == TableErrorCode.TableAlreadyExists)
        {
            return Response.FromValue(new TableItem(Name), new LocalResponse(409));
        }
    }

    /// <summary>Deletes the table with all its entities; a table that is not there is answered with 404, not thrown.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        NameRules.CheckTable(Name);
        try
        {
            return await _backend.DeleteTableAsync(Name, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new LocalResponse(404);
        }
    }

    /// <exception cref="RequestFailedException">409 EntityAlreadyExists.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(EntityCommand.For(TableTransactionActionType.Add, entity), cancellationToken);

    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(
            EntityCommand.For(
                mode == TableUpdateMode.Replace ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.UpsertMerge, entity),
            cancellationToken);

    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied, 404 ResourceNotFound.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
        {
            throw new ArgumentException("Value cannot be empty; pass ETag.All to update any version.", nameof(ifMatch));
        }

        var type = mode == TableUpdateMode.Replace ? TableTransactionActionType.UpdateReplace : TableTransactionActionType.UpdateMerge;
        return WriteAsync(EntityCommand.For(type, entity, ifMatch), cancellationToken);
    }

    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Without a tag any version is deleted. An entity that is not there is answered with 404, not thrown.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        var command = EntityCommand.For(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), ifMatch);
        try
        {
            return await WriteAsync(command, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new LocalResponse(404);
        }
    }

    /// <exception cref="RequestFailedException">404 ResourceNotFound or TableNotFound.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var read = await ReadAsync(partitionKey, rowKey, select, cancellationToken);
        return read.Row is { } row ? Response.FromValue(EntityMapper.Create<T>(row), read.Response) : throw read.Error!;
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var read = await ReadAsync(partitionKey, rowKey, select, cancellationToken);
        return read.Row is { } row
            ? Response.FromValue(EntityMapper.Create<T>(row), read.Response)
            : new NoValueResponse<T>(read.Response);
    }

    /// <param name="filter">OData, of <see cref="CreateQueryFilter"/>; null for all.</param>
    /// <param name="maxPerPage">1 to 1,000.</param>
    /// <param name="select">The properties wanted; null for all. Keys that are not named are not returned.</param>
    /// <param name="cancellationToken">Counts for every page.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var names = Names(select);
        return new TablePageable<T>(
            async (token, size, stop) =>
            {
                var request = new PageRequest(filter, PageSize.Check(size ?? maxPerPage), names, token);
                var page = await _backend.QueryAsync(Name, request, stop);
                return Page<T>.FromValues(page.Rows.Select(EntityMapper.Create<T>).ToList(), page.Token, page.Response);
            },
            cancellationToken);
    }

    /// <summary>Stores all of the actions, which must be in one partition, or none.</summary>
    /// <exception cref="TableTransactionFailedException">With the index of the action refused.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var commands = transactionActions.Select(a => EntityCommand.For(a.ActionType, a.Entity, a.ETag)).ToList();
        if (commands.Count == 0)
        {
            throw new InvalidOperationException("The transaction has no actions.");
        }

        TransactionRules.Check(commands);
        return Response.FromValue(await _backend.TransactAsync(Name, commands, cancellationToken), new LocalResponse(202));
    }

    private static List<string>? Names(IEnumerable<string>? select) => select?.ToList() is { Count: > 0 } names ? names : null;

    private Task<Response> WriteAsync(EntityCommand command, CancellationToken cancellationToken)
    {
        EntityRules.Check(command);
        return _backend.WriteAsync(Name, command, cancellationToken);
    }

    private Task<PointRead> ReadAsync(
        string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        NameRules.CheckKeys(partitionKey, rowKey);
        return _backend.ReadAsync(Name, new EntityKey(partitionKey, rowKey), Names(select), cancellationToken);
    }
}
