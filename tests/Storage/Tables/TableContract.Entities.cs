using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessCdi.Tests.Storage.Tables;

public abstract partial class TableContract
{
    [Fact]
    public async Task Every_type_of_property_comes_back_as_it_was()
    {
        var table = await NewTableAsync();
        var time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)).AddTicks(1234567);
        var id = new Guid("0195f2a0-0000-7000-8000-000000000001");
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "Žofie \"Ada\" 🙂\n",
            ["Empty"] = string.Empty,
            ["Small"] = int.MinValue,
            ["Wide"] = long.MaxValue,
            ["Real"] = 5.0,
            ["Odd"] = 0.1,
            ["Endless"] = double.PositiveInfinity,
            ["True"] = true,
            ["Time"] = time,
            ["Id"] = id,
            ["Bytes"] = new byte[] { 0, 1, 255 },
            ["Nothing"] = null,
        });

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("Žofie \"Ada\" 🙂\n", entity.GetString("Text"));
        Assert.Equal(string.Empty, entity.GetString("Empty"));
        Assert.Equal(int.MinValue, entity.GetInt32("Small"));
        Assert.Equal(long.MaxValue, entity.GetInt64("Wide"));
        Assert.Equal(5.0, entity.GetDouble("Real"));
        Assert.Equal(0.1, entity.GetDouble("Odd"));
        Assert.Equal(double.PositiveInfinity, entity.GetDouble("Endless"));
        Assert.True(entity.GetBoolean("True"));
        Assert.Equal(time, entity.GetDateTimeOffset("Time"));
        Assert.Equal(id, entity.GetGuid("Id"));
        Assert.Equal([0, 1, 255], entity.GetBinary("Bytes"));
        Assert.False(entity.ContainsKey("Nothing"));
    }

    [Fact]
    public async Task A_class_comes_back_as_it_was()
    {
        var table = await NewTableAsync();
        var sent = new Person { PartitionKey = "p", RowKey = "r", Name = "Ada", Age = 36, Mood = DayOfWeek.Friday };
        sent.Key = BinaryData.FromString("k");

        await table.AddEntityAsync(sent);
        var person = (await table.GetEntityAsync<Person>("p", "r")).Value;

        Assert.Equal(("p", "r", "Ada", 36), (person.PartitionKey, person.RowKey, person.Name, person.Age));
        Assert.Equal((DayOfWeek.Friday, "k"), (person.Mood, person.Key!.ToString()));
        Assert.Null(person.Born);
        Assert.NotEqual(default, person.ETag);
        Assert.NotNull(person.Timestamp);
    }

    [Fact]
    public async Task An_entity_that_is_there_cannot_be_added_again()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        await RefusedAsync(409, TableErrorCode.EntityAlreadyExists, () => table.AddEntityAsync(new TableEntity("p", "r")));
    }

    [Fact]
    public async Task A_missing_entity_is_refused_unless_asked_conditionally()
    {
        var table = await NewTableAsync();

        await RefusedAsync(404, TableErrorCode.ResourceNotFound, () => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task An_upsert_merges_unless_told_to_replace()
    {
        var table = await NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = "two", ["C"] = 3L });
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["D"] = 4 }, TableUpdateMode.Replace);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((1, "two", 3L), (merged.GetInt32("A"), merged.GetString("B"), merged.GetInt64("C")));
        Assert.Equal((false, 4), (replaced.ContainsKey("A"), replaced.GetInt32("D")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_of_an_older_version_is_refused_and_changes_nothing(TableUpdateMode mode)
    {
        var table = await NewTableAsync();
        var old = Tag(await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }));
        var current = Tag(await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, old, mode));

        await RefusedAsync(
            412,
            TableErrorCode.UpdateConditionNotSatisfied,
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 3 }, old, mode));

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((2, current), (entity.GetInt32("A"), entity.ETag));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_of_any_version_needs_an_entity(TableUpdateMode mode)
    {
        var table = await NewTableAsync();
        var entity = new TableEntity("p", "r") { ["A"] = 1 };

        await RefusedAsync(404, TableErrorCode.ResourceNotFound, () => table.UpdateEntityAsync(entity, ETag.All, mode));
        await table.AddEntityAsync(entity);
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, ETag.All, mode);

        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task An_update_must_say_which_version_it_means()
    {
        var table = await NewTableAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task Each_write_gives_a_new_version_and_answers_it()
    {
        var table = await NewTableAsync();
        var seen = new HashSet<ETag>();
        for (var i = 0; i < 20; i++)
        {
            var answered = Tag(await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, TableUpdateMode.Replace));
            Assert.True(seen.Add(answered));
            Assert.Equal(answered, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag);
        }

        Assert.All(seen, tag => Assert.StartsWith("W/\"datetime'", tag.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delete_without_a_version_deletes_any_and_may_be_repeated()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var first = await table.DeleteEntityAsync("p", "r");
        var second = await table.DeleteEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((204, 404), (first.Status, second.Status));
    }

    [Fact]
    public async Task A_delete_of_an_older_version_is_refused()
    {
        var table = await NewTableAsync();
        var old = Tag(await table.AddEntityAsync(new TableEntity("p", "r")));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 2 });

        await RefusedAsync(412, TableErrorCode.UpdateConditionNotSatisfied, () => table.DeleteEntityAsync("p", "r", old));
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Theory]
    [InlineData("O'Hara", "''")]
    [InlineData("with space", "id|email|x=")]
    [InlineData("100%", "a+b&c")]
    [InlineData("Žofie", "日本🙂")]
    [InlineData("p", "")]
    [InlineData("a:b;c,d", "(x)@{y}~!$")]
    public async Task Keys_may_have_any_character_that_the_service_allows(string partition, string row)
    {
        var table = await NewTableAsync();

        await table.AddEntityAsync(new TableEntity(partition, row) { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity(partition, row) { ["B"] = 2 });
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(partition, row) { ["C"] = 3 })]);
        var entity = (await table.GetEntityAsync<TableEntity>(partition, row)).Value;
        var found = await ToListAsync(table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey eq {row}")));

        Assert.Equal((partition, row), (entity.PartitionKey, entity.RowKey));
        Assert.Equal((1, 2, 3), (entity.GetInt32("A"), entity.GetInt32("B"), entity.GetInt32("C")));
        Assert.Equal([row], found.Select(e => e.RowKey));
        Assert.Equal(204, (await table.DeleteEntityAsync(partition, row)).Status);
    }

    [Fact]
    public async Task A_read_returns_only_the_properties_asked_for()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r", ["RowKey", "B"])).Value;
        var found = (await ToListAsync(table.QueryAsync<TableEntity>(select: ["RowKey", "B"]))).Single();

        Assert.Equal(("r", 2, false), (entity.RowKey, entity.GetInt32("B"), entity.ContainsKey("A")));
        Assert.Equal(("r", 2, false), (found.RowKey, found.GetInt32("B"), found.ContainsKey("A")));
    }

    private static ETag Tag(Response response) => response.Headers.ETag ?? throw new InvalidOperationException("The answer has no tag.");

    private sealed class Person : ITableEntity
    {
        public string PartitionKey { get; set; } = string.Empty;

        public string RowKey { get; set; } = string.Empty;

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Name { get; set; }

        public int? Age { get; set; }

        public DayOfWeek Mood { get; set; }

        public DateTimeOffset? Born { get; set; }

        public BinaryData? Key { get; set; }
    }
}
