using Azure.Data.Tables;

namespace ServerlessCdi.Tests.Storage.Adapters;

/// <summary>What the pipeline relies on, asked of the adapters on every kind of tables alike.</summary>
public abstract partial class AdapterContract : IAsyncLifetime
{
    private Store? _store;

    /// <summary>Connection string of the tables; null for embedded ones of the test's own.</summary>
    protected abstract string? Tables { get; }

    private static CancellationToken None => CancellationToken.None;

    private Store Store => _store ?? throw new InvalidOperationException("The store has not been started.");

    public async Task InitializeAsync() => _store = await Store.StartAsync(Tables);

    public Task DisposeAsync() => Store.RemoveAsync();

    private async Task<List<TableEntity>> RowsAsync(string table, string partition)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Store.Table(table).QueryAsync<TableEntity>($"PartitionKey eq '{partition}'"))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
