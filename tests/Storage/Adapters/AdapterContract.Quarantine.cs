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

        var listed = await ListAsync(Store.Quarantine.ListAsync(None));

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
}
