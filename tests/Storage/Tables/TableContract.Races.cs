using Azure;
using Azure.Data.Tables;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ServerlessCdi.Tests.Storage.Tables;

public abstract partial class TableContract
{
    private const int Racers = 20;

    [Fact]
    public async Task Of_many_updates_of_one_version_exactly_one_wins()
    {
        var table = await NewTableAsync();
        var tag = Tag(await table.AddEntityAsync(new TableEntity("p", "r")));

        var won = await RaceAsync(i => table.UpdateEntityAsync(new TableEntity("p", "r") { ["By"] = i }, tag, TableUpdateMode.Replace));

        var winner = Assert.Single(won);
        Assert.Equal(winner, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("By"));
    }

    [Fact]
    public async Task Of_many_additions_of_one_entity_exactly_one_wins()
    {
        var table = await NewTableAsync();

        var won = await RaceAsync(i => table.AddEntityAsync(new TableEntity("p", "r") { ["By"] = i }));

        var winner = Assert.Single(won);
        Assert.Equal(winner, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("By"));
    }

    [Fact]
    public async Task Of_many_transactions_on_one_version_exactly_one_stores_its_entities()
    {
        var table = await NewTableAsync();
        var tag = Tag(await table.AddEntityAsync(new TableEntity("p", "head")));

        var won = await RaceAsync(i => table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", $"log{i:D2}")),
            new(UpdateReplace, new TableEntity("p", "head") { ["By"] = i }, tag),
        ]));

        var winner = Assert.Single(won);
        var rows = await ToListAsync(table.QueryAsync<TableEntity>("PartitionKey eq 'p'"));
        Assert.Equal(["head", $"log{winner:D2}"], rows.Select(e => e.RowKey));
    }

    [Fact]
    public async Task A_refused_write_does_not_touch_the_others_that_run_beside_it()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "there"));

        var won = await RaceAsync(i => i % 2 == 0
            ? table.AddEntityAsync(new TableEntity("p", $"new{i:D2}"))
            : table.SubmitTransactionAsync([new(Add, new TableEntity("p", $"lost{i:D2}")), new(Add, new TableEntity("p", "there"))]));

        var rows = await ToListAsync(table.QueryAsync<TableEntity>());
        var even = Enumerable.Range(0, Racers).Where(i => i % 2 == 0).ToList();
        Assert.Equal(even, won.Order());
        Assert.Equal(even.Select(i => $"new{i:D2}").Append("there"), rows.Select(e => e.RowKey));
    }

    /// <summary>Who was not refused.</summary>
    protected static async Task<List<int>> RaceAsync(Func<int, Task> act)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => Task.Run(async () =>
        {
            try
            {
                await act(i);
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                return false;
            }
        })));
        return results.Index().Where(r => r.Item).Select(r => r.Index).ToList();
    }
}
