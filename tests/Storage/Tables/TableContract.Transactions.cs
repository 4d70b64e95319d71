using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ServerlessCdi.Tests.Storage.Tables;

public abstract partial class TableContract
{
    [Fact]
    public async Task A_transaction_stores_all_and_answers_each()
    {
        var table = await NewTableAsync();
        var old = Tag(await table.AddEntityAsync(new TableEntity("p", "gone")));
        await table.AddEntityAsync(new TableEntity("p", "merged") { ["A"] = 1 });

        var answers = (await table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", "added")),
            new(UpsertReplace, new TableEntity("p", "upserted")),
            new(UpdateMerge, new TableEntity("p", "merged") { ["B"] = 2 }, ETag.All),
            new(Delete, new TableEntity("p", "gone"), old),
        ])).Value;

        var rows = await ToListAsync(table.QueryAsync<TableEntity>());
        Assert.Equal(["added", "merged", "upserted"], rows.Select(e => e.RowKey));
        Assert.Equal((1, 2), (rows[1].GetInt32("A"), rows[1].GetInt32("B")));
        Assert.Equal([204, 204, 204, 204], answers.Select(a => a.Status));
        Assert.Equal(rows[0].ETag, Tag(answers[0]));
    }

    [Fact]
    public async Task A_transaction_with_one_refusal_stores_nothing_and_names_it()
    {
        var table = await NewTableAsync();
        var old = Tag(await table.AddEntityAsync(new TableEntity("p", "there") { ["A"] = 1 }));
        await table.UpsertEntityAsync(new TableEntity("p", "there") { ["A"] = 2 });
        TableTransactionAction good = new(UpsertReplace, new TableEntity("p", "new"));
        TableTransactionAction better = new(UpsertReplace, new TableEntity("p", "newer"));
        var there = new TableEntity("p", "there");
        var missing = new TableEntity("p", "missing");

        await AbortedAsync(table, 409, TableErrorCode.EntityAlreadyExists, 2, [good, better, new(Add, there)]);
        await AbortedAsync(table, 412, TableErrorCode.UpdateConditionNotSatisfied, 1, [good, new(UpdateReplace, there, old), better]);
        await AbortedAsync(table, 404, TableErrorCode.ResourceNotFound, 0, [new(UpdateMerge, missing, ETag.All), good]);
        await AbortedAsync(table, 404, TableErrorCode.ResourceNotFound, 1, [good, new(Delete, missing)]);

        var rows = await ToListAsync(table.QueryAsync<TableEntity>());
        Assert.Equal([("there", 2)], rows.Select(e => (e.RowKey, e.GetInt32("A") ?? 0)));
    }

    [Fact]
    public async Task A_transaction_stays_in_one_partition()
    {
        var table = await NewTableAsync();

        await AbortedAsync(
            table,
            400,
            TableErrorCode.CommandsInBatchActOnDifferentPartitions,
            1,
            [new(Add, new TableEntity("p", "r")), new(Add, new TableEntity("q", "r"))]);
        Assert.Empty(await ToListAsync(table.QueryAsync<TableEntity>()));
    }

    [Fact]
    public async Task A_transaction_names_an_entity_once()
    {
        var table = await NewTableAsync();

        await AbortedAsync(
            table,
            400,
            TableErrorCode.InvalidDuplicateRow,
            2,
            [new(Add, new TableEntity("p", "r")), new(Add, new TableEntity("p", "s")), new(UpsertMerge, new TableEntity("p", "r"))]);
    }

    [Fact]
    public async Task A_transaction_has_a_hundred_actions_at_most()
    {
        var table = await NewTableAsync();
        var actions = Enumerable.Range(0, 101)
            .Select(i => new TableTransactionAction(Add, new TableEntity("p", i.ToString(CultureInfo.InvariantCulture))))
            .ToList();

        await AbortedAsync(table, 400, TableErrorCode.InvalidInput, 100, actions);
        var answers = await table.SubmitTransactionAsync(actions.Take(100));

        Assert.Equal(100, answers.Value.Count);
    }

    [Fact]
    public async Task A_transaction_has_four_mebibytes_at_most()
    {
        var table = await NewTableAsync();
        var text = new string('x', 32 * 1024);
        var actions = Enumerable.Range(0, 70)
            .Select(i => new TableTransactionAction(Add, new TableEntity("p", i.ToString(CultureInfo.InvariantCulture)) { ["A"] = text }))
            .ToList();

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));

        Assert.Equal((413, "RequestBodyTooLarge"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task A_transaction_names_the_entity_that_breaks_a_limit()
    {
        var table = await NewTableAsync();
        var large = new TableEntity("p", "large") { ["A"] = new string('x', (32 * 1024) + 1) };

        await AbortedAsync(
            table, 400, TableErrorCode.PropertyValueTooLarge, 1, [new(Add, new TableEntity("p", "r")), new(UpsertMerge, large)]);
    }

    [Fact]
    public async Task A_transaction_without_actions_is_a_mistake()
    {
        var table = await NewTableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task A_transaction_on_a_missing_table_is_refused()
    {
        var table = Service.GetTableClient(NewName());

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, new TableEntity("p", "r"))]));

        Assert.Equal(404, error.Status);
    }

    private static async Task AbortedAsync(
        TableClient table, int status, TableErrorCode code, int index, IEnumerable<TableTransactionAction> actions)
    {
        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));
        Assert.Equal((status, code.ToString(), index), (error.Status, error.ErrorCode, error.FailedTransactionActionIndex));
    }
}
