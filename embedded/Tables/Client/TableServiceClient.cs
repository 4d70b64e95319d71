using Azure.Core;
using Azure.Data.Tables.Models;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Filters;
using ServerlessCdi.Embedded.Tables.Rules;

namespace Azure.Data.Tables;

/// <summary>
/// The tables of one account, which is a folder on this machine (<c>Cdi=embedded;Path=.data</c>), the emulator
/// (<c>UseDevelopmentStorage=true</c>), or an Azure storage account (its connection string, or its address and a credential).
/// </summary>
public class TableServiceClient
{
    private readonly ITableBackend _backend;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(BackendFactory.Create(connectionString, options))
    {
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(BackendFactory.Create(endpoint, tokenCredential, options))
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(BackendFactory.Create(endpoint, credential, options))
    {
    }

    /// <summary>For a test's own double.</summary>
    protected TableServiceClient()
        : this((ITableBackend)null!)
    {
    }

    private TableServiceClient(ITableBackend backend) => _backend = backend;

    public virtual string AccountName => _backend.AccountName;

    public virtual Uri Uri => _backend.Endpoint;

    public static string CreateQueryFilter(FormattableString filter) => FilterText.Write(filter);

    public virtual TableClient GetTableClient(string tableName) => new(_backend, tableName);

    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>A table that is not there is answered with 404, not thrown.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(FilterText.Write(filter), maxPerPage, cancellationToken);

    /// <param name="filter">OData over TableName; null for all.</param>
    /// <param name="maxPerPage">1 to 1,000.</param>
    /// <param name="cancellationToken">Counts for every page.</param>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePageable<TableItem>(
            async (token, size, stop) =>
            {
                var request = new PageRequest(filter, PageSize.Check(size ?? maxPerPage), null, token);
                var page = await _backend.ListTablesAsync(request, stop);
                return Page<TableItem>.FromValues(page.Names.Select(n => new TableItem(n)).ToList(), page.Token, page.Response);
            },
            cancellationToken);
}
