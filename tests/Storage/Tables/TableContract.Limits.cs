using System.Globalization;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessCdi.Tests.Storage.Tables;

public abstract partial class TableContract
{
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    public async Task A_key_with_a_forbidden_character_is_refused(string key)
    {
        var table = await NewTableAsync();

        await RefusedAsync(400, TableErrorCode.OutOfRangeInput, () => table.AddEntityAsync(new TableEntity(key, "r")));
        await RefusedAsync(400, TableErrorCode.OutOfRangeInput, () => table.UpsertEntityAsync(new TableEntity("p", key)));
        await RefusedAsync(400, TableErrorCode.OutOfRangeInput, () => table.DeleteEntityAsync("p", key));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        var table = await NewTableAsync();
        var key = new string('k', 1025);

        await RefusedAsync(400, TableErrorCode.KeyValueTooLarge, () => table.AddEntityAsync(new TableEntity(key, "r")));
        await RefusedAsync(400, TableErrorCode.KeyValueTooLarge, () => table.AddEntityAsync(new TableEntity("p", key)));
    }

    [Fact]
    public async Task A_key_is_needed()
    {
        var table = await NewTableAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity { PartitionKey = "p" }));
    }

    [Fact]
    public async Task An_entity_has_252_properties_of_its_own_at_most()
    {
        var table = await NewTableAsync();

        await table.AddEntityAsync(WithProperties("most", 252));

        await RefusedAsync(400, TableErrorCode.TooManyProperties, () => table.AddEntityAsync(WithProperties("more", 253)));
    }

    [Fact]
    public async Task A_text_has_32K_characters_at_most_and_a_binary_64_KiB()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "most") { ["A"] = new string('x', 32 * 1024), ["B"] = new byte[64 * 1024] });

        await RefusedAsync(
            400,
            TableErrorCode.PropertyValueTooLarge,
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = new string('x', (32 * 1024) + 1) }));
        await RefusedAsync(
            400,
            TableErrorCode.PropertyValueTooLarge,
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["B"] = new byte[(64 * 1024) + 1] }));
    }

    [Fact]
    public async Task An_entity_has_one_mebibyte_at_most()
    {
        var table = await NewTableAsync();
        var entity = new TableEntity("p", "r");
        for (var i = 0; i < 17; i++)
        {
            entity[$"A{i}"] = new byte[63 * 1024];
        }

        await RefusedAsync(400, TableErrorCode.EntityTooLarge, () => table.UpsertEntityAsync(entity));
    }

    [Theory]
    [InlineData("with-dash")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("a.b")]
    public async Task A_property_name_that_is_no_identifier_is_refused(string name)
    {
        var table = await NewTableAsync();

        await RefusedAsync(
            400, TableErrorCode.PropertyNameInvalid, () => table.AddEntityAsync(new TableEntity("p", "r") { [name] = 1 }));
    }

    [Fact]
    public async Task A_property_name_has_255_characters_at_most()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "most") { [new string('n', 255)] = 1 });

        await RefusedAsync(
            400,
            TableErrorCode.PropertyNameTooLong,
            () => table.AddEntityAsync(new TableEntity("p", "r") { [new string('n', 256)] = 1 }));
    }

    [Fact]
    public async Task A_date_before_1601_is_refused()
    {
        var table = await NewTableAsync();

        await RefusedAsync(
            400,
            TableErrorCode.OutOfRangeInput,
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = DateTimeOffset.MinValue }));
    }

    [Fact]
    public async Task A_type_that_a_table_cannot_hold_is_a_mistake()
    {
        var table = await NewTableAsync();

        await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = new List<int>() }));
    }

    private static TableEntity WithProperties(string row, int count)
    {
        var entity = new TableEntity("p", row);
        for (var i = 0; i < count; i++)
        {
            entity.Add("A" + i.ToString(CultureInfo.InvariantCulture), i);
        }

        return entity;
    }
}
