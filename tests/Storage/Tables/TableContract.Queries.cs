using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessCdi.Tests.Storage.Tables;

public abstract partial class TableContract
{
    [Fact]
    public async Task Entities_come_in_the_ordinal_order_of_their_keys()
    {
        var table = await NewTableAsync();
        string[] keys = ["b", "a", "B", "~", "é", "1", "10", "2"];
        foreach (var key in keys)
        {
            await table.AddEntityAsync(new TableEntity(key, key));
            await table.AddEntityAsync(new TableEntity("rows", key));
        }

        var all = await ToListAsync(table.QueryAsync<TableEntity>());
        var rows = await ToListAsync(table.QueryAsync<TableEntity>("PartitionKey eq 'rows'"));

        Assert.Equal(keys.Append("rows").Order(StringComparer.Ordinal), all.Select(e => e.PartitionKey).Distinct());
        Assert.Equal(keys.Order(StringComparer.Ordinal), rows.Select(e => e.RowKey));
    }

    [Theory]
    [InlineData("PartitionKey eq 'a'", "a1 a2 a3")]
    [InlineData("PartitionKey eq 'a' and RowKey eq '2'", "a2")]
    [InlineData("PartitionKey eq 'a' and RowKey ge '2'", "a2 a3")]
    [InlineData("PartitionKey eq 'a' and RowKey gt '1' and RowKey lt '3'", "a2")]
    [InlineData("PartitionKey eq 'a' and RowKey le '2'", "a1 a2")]
    [InlineData("PartitionKey ge 'b'", "b1 c1")]
    [InlineData("PartitionKey gt 'a' and PartitionKey lt 'c'", "b1")]
    [InlineData("PartitionKey gt 'b' and PartitionKey le 'c'", "c1")]
    [InlineData("PartitionKey eq 'a' and PartitionKey eq 'b'", "")]
    [InlineData("PartitionKey eq 'b' or RowKey eq '3'", "a3 b1")]
    [InlineData("PartitionKey ne 'a'", "b1 c1")]
    [InlineData("not (PartitionKey eq 'a')", "b1 c1")]
    [InlineData("N eq 2", "a2")]
    [InlineData("N gt 1 and N lt 4", "a2 a3")]
    [InlineData("Wide ge 20L", "a2 a3")]
    [InlineData("Real gt 1.5", "a2 a3")]
    [InlineData("Text eq 'it''s 2'", "a2")]
    [InlineData("Even eq true", "a2")]
    [InlineData("Time ge datetime'2026-01-02T00:00:00Z'", "a2 a3")]
    [InlineData("Id eq guid'00000000-0000-0000-0000-000000000002'", "a2")]
    [InlineData("Bytes eq X'02'", "a2")]
    [InlineData("PartitionKey eq 'a' and (N eq 1 or N eq 3)", "a1 a3")]
    [InlineData("Missing eq 'x'", "")]
    [InlineData("Missing ne 'x'", "")]
    public async Task A_filter_finds_what_it_says(string filter, string expected)
    {
        var table = await NewTableAsync();
        for (var i = 1; i <= 3; i++)
        {
            await table.AddEntityAsync(new TableEntity("a", $"{i}")
            {
                ["N"] = i,
                ["Wide"] = i * 10L,
                ["Real"] = i + 0.25,
                ["Text"] = $"it's {i}",
                ["Even"] = i % 2 == 0,
                ["Time"] = new DateTimeOffset(2026, 1, i, 0, 0, 0, TimeSpan.Zero),
                ["Id"] = new Guid($"00000000-0000-0000-0000-00000000000{i}"),
                ["Bytes"] = new[] { (byte)i },
            });
        }

        await table.AddEntityAsync(new TableEntity("b", "1"));
        await table.AddEntityAsync(new TableEntity("c", "1"));

        var found = await ToListAsync(table.QueryAsync<TableEntity>(filter));

        Assert.Equal(expected, string.Join(' ', found.Select(e => e.PartitionKey + e.RowKey)));
    }

    [Theory]
    [InlineData("PartitionKey eq")]
    [InlineData("PartitionKey == 'a'")]
    [InlineData("PartitionKey eq 'a")]
    [InlineData("(PartitionKey eq 'a'")]
    public async Task A_filter_that_cannot_be_read_is_refused(string filter)
    {
        var table = await NewTableAsync();

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => ToListAsync(table.QueryAsync<TableEntity>(filter)));

        Assert.Equal(400, error.Status);
    }

    [Fact]
    public async Task A_filter_has_fifteen_comparisons_at_most()
    {
        var table = await NewTableAsync();
        var most = string.Join(" or ", Enumerable.Range(0, 15).Select(i => $"N eq {i}"));

        await ToListAsync(table.QueryAsync<TableEntity>(most));

        await RefusedAsync(
            400, TableErrorCode.InvalidInput, () => ToListAsync(table.QueryAsync<TableEntity>($"{most} or N eq 15")));
    }

    [Fact]
    public async Task A_value_cannot_change_the_meaning_of_a_filter()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"x' or PartitionKey ne 'x"}");

        Assert.Empty(await ToListAsync(table.QueryAsync<TableEntity>(filter)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("PartitionKey eq 'p1'")]
    [InlineData("PartitionKey ge 'p0'")]
    [InlineData("PartitionKey eq 'p1' and RowKey ge '000'")]
    public async Task Pages_hold_what_was_asked_for_and_go_on_from_their_token(string? filter)
    {
        var table = await NewTableAsync();
        await FillAsync(table, "p1", 25);

        var sizes = new List<int>();
        var keys = new List<string>();
        string? token = null;
        do
        {
            var page = await FirstPageAsync(Service.GetTableClient(table.Name).QueryAsync<TableEntity>(filter, 10).AsPages(token));
            sizes.Add(page.Values.Count);
            keys.AddRange(page.Values.Select(e => e.RowKey));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal([10, 10, 5], sizes);
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i:D3}"), keys);
    }

    [Fact]
    public async Task A_page_has_at_most_a_thousand_entities_and_a_query_has_them_all()
    {
        var table = await NewTableAsync();
        await FillAsync(table, "p", 1001);

        var sizes = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>().AsPages())
        {
            sizes.Add(page.Values.Count);
        }

        Assert.Equal([1000, 1], sizes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_size_outside_the_limit_is_refused(int size)
    {
        var table = await NewTableAsync();

        await RefusedAsync(
            400, TableErrorCode.InvalidInput, () => ToListAsync(table.QueryAsync<TableEntity>(maxPerPage: size)));
    }

    private static async Task FillAsync(TableClient table, string partition, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk.Select(
                i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, $"{i:D3}"))));
        }
    }

    private static async Task<Page<T>> FirstPageAsync<T>(IAsyncEnumerable<Page<T>> pages)
    {
        await foreach (var page in pages)
        {
            return page;
        }

        throw new InvalidOperationException("No page.");
    }
}
