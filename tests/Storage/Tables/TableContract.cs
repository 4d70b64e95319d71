using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessCdi.Tests.Storage.Tables;

/// <summary>What the app relies on, asked of every store alike. A class for each store names it and inherits the questions.</summary>
public abstract partial class TableContract
{
    private static int _tables;

    protected abstract string ConnectionString { get; }

    protected TableServiceClient Service => new(ConnectionString);

    [Fact]
    public async Task A_table_that_is_there_cannot_be_created_again()
    {
        var table = await NewTableAsync();

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        Assert.Equal((409, "TableAlreadyExists"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task Creating_a_table_if_it_is_missing_may_be_repeated()
    {
        var name = NewName();

        var first = await Service.CreateTableIfNotExistsAsync(name);
        var second = await Service.CreateTableIfNotExistsAsync(name);

        Assert.Equal((name, name), (first.Value.Name, second.Value.Name));
    }

    [Fact]
    public async Task A_deleted_table_comes_back_empty()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        await table.DeleteAsync();
        await table.CreateAsync();

        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Deleting_a_table_that_is_missing_is_answered_not_thrown()
    {
        var response = await Service.DeleteTableAsync(NewName());

        Assert.Equal(404, response.Status);
    }

    [Fact]
    public async Task Writing_to_a_missing_table_is_refused()
    {
        var table = Service.GetTableClient(NewName());

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((404, "TableNotFound"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task Reading_from_a_missing_table_is_refused_unless_asked_conditionally()
    {
        var table = Service.GetTableClient(NewName());

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal(404, error.Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Tables_are_listed_by_name()
    {
        var table = await NewTableAsync();

        var filter = TableServiceClient.CreateQueryFilter($"TableName eq {table.Name}");
        var names = await ToListAsync(Service.QueryAsync(filter));

        Assert.Equal([table.Name], names.Select(t => t.Name));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-dash")]
    [InlineData("tables")]
    public async Task A_table_name_that_breaks_the_rule_is_refused(string name)
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Service.CreateTableAsync(name));

        Assert.Equal(400, error.Status);
    }

    protected static string NewName() => $"t{Interlocked.Increment(ref _tables)}x";

    protected static async Task<List<T>> ToListAsync<T>(AsyncPageable<T> pages)
        where T : notnull
    {
        var all = new List<T>();
        await foreach (var item in pages)
        {
            all.Add(item);
        }

        return all;
    }

    protected async Task<TableClient> NewTableAsync()
    {
        var table = Service.GetTableClient(NewName());
        await table.CreateAsync();
        return table;
    }

    private static async Task RefusedAsync(int status, TableErrorCode code, Func<Task> act)
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(act);
        Assert.Equal((status, code.ToString()), (error.Status, error.ErrorCode));
    }
}
