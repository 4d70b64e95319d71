using Azure.Data.Tables;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    private IImportStore Imports => Store.Get<IImportStore>();

    [Fact]
    public async Task An_import_is_found_as_it_was_begun_and_listed_newest_first()
    {
        var old = await Imports.AddAsync(Import("old", 0), None);
        await Imports.AddAsync(Import("new", 5), None);

        Assert.Equal(["new", "old"], (await ListAsync(Imports.ListAsync(None))).Select(i => i.Id));
        var found = (await Imports.FindAsync("old", None))!.State;
        Assert.Equal(old.State.Settings.Format.Rename, found.Settings.Format.Rename);
        Assert.Equal((';', "crm", "print", -1L), (found.Settings.Format.Delimiter, found.Settings.Source, found.Settings.Fingerprint, found.Begun));
        Assert.Equal(["note"], found.Use.Idle);
        Assert.Null(await Imports.FindAsync("none", None));
    }

    [Fact]
    public async Task Outcomes_and_the_state_after_them_are_stored_together_or_not_at_all()
    {
        var begun = await Imports.AddAsync(Import("i", 0), None);
        var overtaken = begun;
        var chunk = new ImportChunk(0, "aaq", "b", "c", [new("ragged", [2])]);

        var after = await Imports.AppendAsync(begun, begun.State with { Next = 3, Checksum = "c" }, chunk, None);

        Assert.Null(await Imports.AppendAsync(overtaken, overtaken.State with { Next = 1 }, chunk with { From = 7 }, None));
        Assert.Null(await Imports.ChunkAsync("i", 7, None));
        Assert.Null(await Imports.AppendAsync(after!, after!.State with { Next = 6 }, chunk, None));
        Assert.Equal(3, (await Imports.FindAsync("i", None))!.State.Next);
        var stored = (await Imports.ChunkAsync("i", 0, None))!;
        Assert.Equal((0, "aaq", "b", "c"), (stored.From, stored.Outcomes, stored.Before, stored.After));
        Assert.Equal([2], Assert.Single(stored.Quarantined).Rows);
    }

    [Fact]
    public async Task Outcomes_come_in_the_order_of_the_rows_from_the_one_that_holds_the_row()
    {
        var import = await Imports.AddAsync(Import("i", 0), None);
        var outcomes = new string('a', ImportChunk.MaxRows);
        for (var from = 0L; from < 3 * ImportChunk.MaxRows; from += ImportChunk.MaxRows)
        {
            var next = import.State with { Next = from + ImportChunk.MaxRows };
            import = (await Imports.AppendAsync(import, next, new(from, outcomes, "b", "c", []), None))!;
        }

        Assert.Equal([0, 10_000, 20_000], (await ListAsync(Imports.ChunksAsync("i", 0, None))).Select(c => c.From));
        Assert.Equal([10_000, 20_000], (await ListAsync(Imports.ChunksAsync("i", 19_999, None))).Select(c => c.From));
        Assert.Equal(outcomes, (await Imports.ChunkAsync("i", 20_000, None))!.Outcomes);
    }

    [Fact]
    public async Task An_import_that_is_abandoned_leaves_no_row()
    {
        var import = await Imports.AddAsync(Import("i", 0), None);
        await Imports.AppendAsync(import, import.State with { Next = 1 }, new(0, "a", "b", "c", []), None);

        await Imports.RemoveAsync("i", None);
        await Imports.RemoveAsync("i", None);

        Assert.Empty(await ListAsync(Store.Table("imports").QueryAsync<TableEntity>()));
        Assert.Null(await Imports.SaveAsync(import, import.State, None));
    }

    [Fact]
    public async Task What_is_entered_in_a_timeline_is_found_with_when_it_came_and_how_it_ended()
    {
        var id = ProfileId.Create(People.Noon);
        var (applied, stale, absent) = (People.Change("a"), People.Change("b") with { TimeIsReceipt = true }, People.Change("c"));
        var commit = People.First(id, applied, stale) with { Outcomes = [ChangeOutcome.Applied, ChangeOutcome.Stale] };
        await Store.Profiles.CommitAsync(commit, None);

        var found = await Store.Get<ITimelineEntries>().FindAsync(id, [stale, absent, applied], None);

        Assert.Equal([new(stale.ReceivedAt, ChangeOutcome.Stale), null, new(applied.ReceivedAt, ChangeOutcome.Applied)], found);
        Assert.All(await Store.Get<ITimelineEntries>().FindAsync(ProfileId.Create(People.Noon), [applied], None), Assert.Null);
    }

    private static ImportState Import(string id, int minute) => new()
    {
        Id = id,
        Settings = new("crm", null, new() { Delimiter = ';', Rename = new Dictionary<string, string> { ["E-mail"] = "email" } }, "print"),
        CreatedAt = People.Noon.AddMinutes(minute),
        Checksum = RowChecksum.Start().ToString(),
        Use = new() { Idle = ["note"] },
    };
}
