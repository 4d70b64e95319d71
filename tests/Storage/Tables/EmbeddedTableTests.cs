using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessCdi.Tests.Storage.Tables;

/// <summary>The contract on a file beside the app, and what only such a store can be asked.</summary>
public sealed class EmbeddedTableTests : TableContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cdi-tables-");

    protected override string ConnectionString => Embedded(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_stores_on_one_folder_see_each_others_writes()
    {
        var table = await NewTableAsync();
        var other = OtherStore(table.Name);

        var tag = Tag(await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }));
        var seen = (await other.GetEntityAsync<TableEntity>("p", "r")).Value;
        var next = Tag(await other.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, seen.ETag));

        Assert.Equal(tag, seen.ETag);
        Assert.NotEqual(tag, next);
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task Every_file_of_the_store_is_for_its_owner_alone()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        if (!OperatingSystem.IsWindows())
        {
            var files = Directory.GetFiles(_folder.FullName, "tables.db*");
            Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
            foreach (var file in files)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task A_table_deleted_by_another_store_is_gone_here()
    {
        var table = await NewTableAsync();
        var other = OtherStore(table.Name);
        await table.AddEntityAsync(new TableEntity("p", "r"));

        await other.DeleteAsync();
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "s")));
        await other.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "t"));

        Assert.Equal("TableNotFound", error.ErrorCode);
        Assert.Equal(["t"], (await ToListAsync(other.QueryAsync<TableEntity>())).Select(e => e.RowKey));
    }

    [Fact]
    public async Task Of_many_updates_through_two_stores_exactly_one_wins()
    {
        var table = await NewTableAsync();
        var other = OtherStore(table.Name);
        var tag = Tag(await table.AddEntityAsync(new TableEntity("p", "r")));

        var won = await RaceAsync(i => (i % 2 == 0 ? table : other)
            .UpdateEntityAsync(new TableEntity("p", "r") { ["By"] = i }, tag, TableUpdateMode.Replace));

        Assert.Single(won);
    }

    [Fact]
    public async Task Keys_may_have_1024_characters()
    {
        var table = await NewTableAsync();
        var key = new string('k', 1024);

        await table.AddEntityAsync(new TableEntity(key, key));

        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>(key, key)).HasValue);
    }

    [Fact]
    public async Task A_merge_cannot_make_an_entity_that_is_over_the_limits()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(Wide(0, 200));
        await table.AddEntityAsync(new TableEntity("p", "large") { ["A"] = new byte[64 * 1024] });

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpsertEntityAsync(Wide(150, 103)));
        await table.UpsertEntityAsync(Wide(150, 102));
        for (var i = 0; i < 14; i++)
        {
            await table.UpsertEntityAsync(new TableEntity("p", "large") { [$"B{i}"] = new byte[64 * 1024] });
        }

        var large = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpsertEntityAsync(new TableEntity("p", "large") { ["C"] = new byte[64 * 1024] }));

        Assert.Equal((400, "TooManyProperties"), (error.Status, error.ErrorCode));
        Assert.Equal((400, "EntityTooLarge"), (large.Status, large.ErrorCode));
    }

    [Fact]
    public async Task A_page_that_looked_long_enough_ends_with_nothing_but_a_token()
    {
        var table = await NewTableAsync();
        await Task.WhenAll(Enumerable.Range(0, 201).Select(p => table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(
            r => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity($"{p:D3}", $"{r:D2}") { ["Last"] = p == 200 && r == 99 })))));

        var pages = new List<Page<TableEntity>>();
        await foreach (var page in table.QueryAsync<TableEntity>("Last eq true").AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal([0, 1], pages.Select(p => p.Values.Count));
        Assert.NotNull(pages[0].ContinuationToken);
    }

    [Fact]
    public async Task A_version_that_this_service_never_gave_out_is_refused()
    {
        var table = await NewTableAsync();

        var error = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), new ETag("\"abc\"")));

        Assert.Equal((400, "InvalidInput"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_named_with_what_to_do()
    {
        var file = Path.Combine(_folder.FullName, "tables.db");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("this is not a database ", 400)));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Service.CreateTableAsync(NewName()));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_named_with_what_to_do()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "in the way");
        var folder = Path.Combine(file, "data");

        var error = await Assert.ThrowsAsync<RequestFailedException>(
            () => new TableServiceClient(Embedded(folder)).CreateTableAsync(NewName()));

        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("writable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_folder_counts_from_the_current_one()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder.FullName);

        var same = new TableClient(Embedded(relative), table.Name);

        Assert.True((await same.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Theory]
    [InlineData("Cdi=embedded")]
    [InlineData("Cdi=other;Path=x")]
    [InlineData("nonsense")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=x")]
    public void A_connection_string_that_means_no_store_is_a_mistake(string text) =>
        Assert.Throws<FormatException>(() => new TableServiceClient(text));

    private static string Embedded(string folder) => $"Cdi=embedded;Path={folder}";

    private static TableEntity Wide(int from, int count)
    {
        var entity = new TableEntity("p", "wide");
        foreach (var i in Enumerable.Range(from, count))
        {
            entity.Add("A" + i.ToString(CultureInfo.InvariantCulture), i);
        }

        return entity;
    }

    private static ETag Tag(Response response) => response.Headers.ETag!.Value;

    /// <summary>Another spelling of the path has a store of its own in this process, as another process would.</summary>
    private TableClient OtherStore(string table)
    {
        var link = Path.Combine(_folder.FullName, "link");
        Directory.CreateSymbolicLink(link, _folder.FullName);
        return new TableClient(Embedded(link), table);
    }
}
