using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    private static readonly WorkShard Shard = new("crm-back", 0);

    [Fact]
    public async Task A_burst_of_changes_to_one_person_is_one_row()
    {
        var id = People.NewId();

        await Store.Work.UpsertAsync([new(Shard, id, People.Noon.AddMinutes(1)), new(Shard, id, People.Noon)], None);
        await Store.Work.UpsertAsync([new(Shard, id, People.Noon.AddMinutes(2))], None);

        var work = Assert.Single(await Store.Work.ReadAsync(Shard, 10, None));
        Assert.Equal((id, People.Noon.AddMinutes(2)), (work.Profile, work.ChangedAt));
    }

    [Fact]
    public async Task Many_rows_go_in_by_the_hundred_and_come_out_as_asked_for()
    {
        var other = new WorkShard("crm-back", 1);
        var items = Enumerable.Range(0, 250).Select(i => new WorkItem(i < 220 ? Shard : other, People.NewId(), People.Noon)).ToList();
        var before = Store.Totals;

        await Store.Work.UpsertAsync(items, None);

        Assert.Equal(before.TableWrites + 4, Store.Totals.TableWrites);
        Assert.Equal(50, (await Store.Work.ReadAsync(Shard, 50, None)).Count);
        var all = await Store.Work.ReadAsync(Shard, 1000, None);
        await Store.Work.CompleteAsync(Shard, all, None);
        Assert.Equal(220, all.Count);
        Assert.Equal([other], await Store.Work.PendingAsync([Shard, other, new("nobody", 0)], None));
    }

    [Fact]
    public async Task A_row_that_was_marked_again_survives_the_completion_of_the_rest()
    {
        var (again, gone, done) = (People.NewId(), People.NewId(), People.NewId());
        await Store.Work.UpsertAsync([new(Shard, again, People.Noon), new(Shard, gone, People.Noon), new(Shard, done, People.Noon)], None);
        var read = await Store.Work.ReadAsync(Shard, 10, None);
        await Store.Work.UpsertAsync([new(Shard, again, People.Noon.AddMinutes(1))], None);
        await Store.Work.CompleteAsync(Shard, [.. read.Where(w => w.Profile == gone)], None);

        await Store.Work.CompleteAsync(Shard, read, None);

        Assert.Equal(again, Assert.Single(await Store.Work.ReadAsync(Shard, 10, None)).Profile);
    }

    [Fact]
    public async Task What_a_shard_remembers_is_kept_and_is_fresh_at_first()
    {
        var state = new ShardState(3, People.Noon, People.Noon.AddSeconds(-1), 17, "credentials", People.Noon.AddSeconds(1));

        await Store.Work.SaveStateAsync(Shard, state, None);
        await Store.Work.SaveStateAsync(new("crm-back", 1), new ShardState(1), None);

        Assert.Equal(state, await Store.Work.LoadStateAsync(Shard, None));
        Assert.Equal(new ShardState(1), await Store.Work.LoadStateAsync(new("crm-back", 1), None));
        Assert.Equal(new ShardState(), await Store.Work.LoadStateAsync(new("crm-back", 2), None));
    }
}
