using Azure.Data.Tables;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    [Fact]
    public async Task A_payload_of_three_megabytes_waits_whole_and_goes_without_a_trace()
    {
        var payload = Noise(3 * 1024 * 1024);
        await Store.Quarantine.AddAsync([new("large", "crm", "unreadable", People.Noon, payload)], None);

        var found = await Store.Quarantine.FindAsync("large", None);
        await Store.Quarantine.RemoveAsync("large", None);

        Assert.Equal(payload, found!.Payload.ToArray());
        Assert.Equal(("large", "crm", "unreadable", People.Noon), (found.Id, found.Source, found.Reason, found.ReceivedAt));
        Assert.Null(await Store.Quarantine.FindAsync("large", None));
        Assert.Empty(await ListAsync(Store.Table("quarantine").QueryAsync<TableEntity>()));
    }

    [Fact]
    public async Task A_redelivery_does_not_double_an_item()
    {
        var small = new QuarantineItem("same", "crm", "contract: email", People.Noon, "body"u8.ToArray());
        var large = small with { Id = "same, large", Payload = Noise(1_000_000) };

        await Store.Quarantine.AddAsync([small, large], None);
        await Store.Quarantine.AddAsync([small with { ReceivedAt = People.Noon.AddHours(1) }, large with { ReceivedAt = People.Noon.AddHours(1) }], None);

        Assert.Equal(2, await Store.Quarantine.CountAsync(None));
        Assert.Equal(People.Noon, (await Store.Quarantine.FindAsync("same", None))!.ReceivedAt);
        Assert.Equal(1_000_000, (await Store.Quarantine.FindAsync("same, large", None))!.Payload.Length);
    }

    [Fact]
    public async Task A_listing_is_newest_first_and_shows_reasons_but_no_content()
    {
        var change = People.Change("c1");
        await Store.Quarantine.AddAsync(
        [
            new("old", "crm", "first", People.Noon, "x"u8.ToArray()),
            new("new", "shop", "third", People.Noon.AddMinutes(2), default, change),
            new("mid/dle?", "crm", "second", People.Noon.AddMinutes(1), Noise(900_000)),
        ], None);

        var listed = await ListAsync(Store.Quarantine.ListAsync(QuarantineFilter.All, None));

        Assert.Equal(["new", "mid/dle?", "old"], listed.Select(i => i.Id));
        Assert.Equal(["third", "second", "first"], listed.Select(i => i.Reason));
        Assert.All(listed, i => Assert.True(i.Payload.IsEmpty && i.Change is null));
    }

    [Fact]
    public async Task A_change_waits_as_a_change()
    {
        var change = People.Change("c1") with { Event = new("order", FieldValue.Text("ž")) };
        await Store.Quarantine.AddAsync([new("c", "crm", "contract", People.Noon, default, change)], None);

        var found = await Store.Quarantine.FindAsync("c", None);

        Assert.Equal((change.Id, change.Event), (found!.Change!.Id, found.Change.Event));
        Assert.Equal(change.Fields, found.Change.Fields);
        Assert.True(found.Payload.IsEmpty);
    }

    [Fact]
    public async Task An_item_whose_part_was_exchanged_does_not_open()
    {
        await Store.Quarantine.AddAsync([new("one", "crm", "r", People.Noon, Noise(2_000_000))], None);
        var table = Store.Table("quarantine");
        var part = (await RowsAsync("quarantine", "part-one"))[1];
        part.RowKey = "0000";
        await table.UpsertEntityAsync(part, TableUpdateMode.Replace);

        await Assert.ThrowsAsync<SealBrokenException>(() => Store.Quarantine.FindAsync("one", None));
    }

    [Fact]
    public async Task What_a_reader_needs_beside_the_payload_waits_with_it_and_is_in_no_listing()
    {
        var context = new QuarantineContext("/hooks/shop", new Dictionary<string, string> { ["x-topic"] = "customers/update" }, 7);
        var item = new QuarantineItem("q", "shop", "r", People.Noon, "body"u8.ToArray()) { Code = "contract", Context = context };
        await Store.Quarantine.AddAsync([item, item with { Id = "large", Payload = Noise(900_000) }], None);

        foreach (var id in (string[])["q", "large"])
        {
            var found = await Store.Quarantine.FindAsync(id, None);
            Assert.Equal(("contract", "/hooks/shop", 7), (found!.Code, found.Context!.Path, found.Context.Index));
            Assert.Equal(context.Headers, found.Context.Headers);
        }

        Assert.All(await ListAsync(Store.Quarantine.ListAsync(QuarantineFilter.All, None)), i => Assert.True(i.Context is null && i.Code == "contract"));
    }

    [Fact]
    public async Task A_filter_lets_through_what_it_says()
    {
        QuarantineItem Of(string id, string source, string code, string reason, int minute) =>
            new(id, source, reason, People.Noon.AddMinutes(minute), "x"u8.ToArray()) { Code = code };
        await Store.Quarantine.AddAsync(
        [
            Of("1", "crm", "unreadable", "the record's id is missing", 1),
            Of("2", "crm", "contract", "email: is Missing", 2),
            Of("3", "shop", "unreadable", "no kind", 3),
            Of("4", "o'brien", "unreadable", "no kind", 4),
        ], None);

        Assert.Equal("2 1", await IdsAsync(new() { Source = "crm" }));
        Assert.Equal("2", await IdsAsync(new() { Code = "contract" }));
        Assert.Equal("2 1", await IdsAsync(new() { Reason = "missing" }));
        Assert.Equal("3 2", await IdsAsync(new() { From = People.Noon.AddMinutes(2), To = People.Noon.AddMinutes(4) }));
        Assert.Equal("1", await IdsAsync(new() { Source = "crm", Code = "unreadable", Reason = "record", From = People.Noon }));
        Assert.Equal("4", await IdsAsync(new() { Source = "o'brien" }));
        Assert.Equal("", await IdsAsync(new() { Source = "crm' or s ne '" }));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap_even_at_one_moment_and_through_removals()
    {
        await Store.Quarantine.AddAsync(
            [.. Enumerable.Range(0, 9).Select(i => new QuarantineItem($"crm~{i}", "crm", "r", People.Noon.AddSeconds(i / 3), "x"u8.ToArray()))], None);
        var seen = new List<string>();
        ListingCursor? after = null;
        while (await Store.Quarantine.ListAsync(new() { After = after }, None).Take(2).ToListAsync() is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(i => i.Id));
            Assert.True(ListingCursor.TryParse(ListingCursor.Of(page[^1]).ToToken(), out after));
            await Store.Quarantine.RemoveAsync(page[^1].Id, None);
        }

        Assert.Equal(["crm~6", "crm~7", "crm~8", "crm~3", "crm~4", "crm~5", "crm~0", "crm~1", "crm~2"], seen);
    }

    [Fact]
    public async Task A_listing_reads_no_content_however_large()
    {
        await Store.Quarantine.AddAsync([new("one", "crm", "r", People.Noon, Noise(600_000))], None);
        await foreach (var row in Store.Table("quarantine").QueryAsync<TableEntity>("PartitionKey ge 'item-' and PartitionKey lt 'item.'"))
        {
            // Content that is spoilt does not matter to who does not read it.
            row["d"] = new byte[] { 1 };
            await Store.Table("quarantine").UpsertEntityAsync(row, TableUpdateMode.Replace);
        }

        Assert.Equal("one", await IdsAsync(QuarantineFilter.All));
        Assert.True(await Store.Quarantine.ExistsAsync("one", None));
        Assert.False(await Store.Quarantine.ExistsAsync("two", None));
        await Assert.ThrowsAsync<SealBrokenException>(() => Store.Quarantine.FindAsync("one", None));
    }

    [Fact]
    public async Task Accesses_are_kept_by_item_newest_first_with_sealed_words()
    {
        var audit = Store.Get<IAccessAudit>();
        await audit.AddAsync(new(new(AuditArea.Quarantine, "crm~1"), AccessAction.Revealed, "key ops", "a call from Ada Lovelace", People.Noon), None);
        await audit.AddAsync(new(new(AuditArea.Quarantine, "crm~1"), AccessAction.Revealed, "key ops", "again", People.Noon), None);
        await audit.AddAsync(new(new(AuditArea.Quarantine, "crm~1"), AccessAction.Discarded, "key lead", "a test", People.Noon.AddHours(1)), None);
        await audit.AddAsync(new(new(AuditArea.Quarantine, "crm~2"), AccessAction.Revealed, "key ops", "another", People.Noon), None);
        await audit.AddAsync(new(new(AuditArea.Reviews, "crm~1"), AccessAction.Revealed, "key ops", "of another kind", People.Noon), None);

        var accesses = await ListAsync(audit.ListAsync(new(AuditArea.Quarantine, "crm~1"), None));

        Assert.Equal(new Access(new(AuditArea.Quarantine, "crm~1"), AccessAction.Discarded, "key lead", "a test", People.Noon.AddHours(1)), accesses[0]);
        Assert.Equal(["a call from Ada Lovelace", "again"], accesses.Skip(1).Select(a => a.Why).Order(StringComparer.Ordinal));
        var rows = await ListAsync(Store.Table("audit").QueryAsync<TableEntity>());
        Assert.Equal(5, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain(row.Keys, k => row[k] is string text && text.Contains("Ada", StringComparison.Ordinal)));
    }

    private async Task<string> IdsAsync(QuarantineFilter filter) =>
        string.Join(' ', (await ListAsync(Store.Quarantine.ListAsync(filter, None))).Select(i => i.Id));
}
