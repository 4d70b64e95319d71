using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Importing;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>
/// Everybody stores, publishes, and looks then: of two alike records on two instances at once at least one sees the other,
/// whatever comes between their calls.
/// </summary>
public sealed class Alike_at_once
{
    private const int MostCalls = 300;

    private const string Header = "id,at,first,last,born,city\n";

    private const string Mapping = """
        {"object": "contact", "id": "id", "occurredAt": "at", "fields": [{"from": "first", "to": "firstName"},
        {"from": "last", "to": "lastName"}, {"from": "born", "to": "dateOfBirth"}, {"from": "city", "to": "city"}]}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_one_instance_waits_at_any_of_its_calls_the_other_does_all_of_its_work(bool inDoubt)
    {
        await using var rig = await Rig.StartAsync(inDoubt ? Alike.Doubting : Alike.Setup);
        for (var n = 1; ; n++)
        {
            Assert.True(n < MostCalls, "The instance makes calls without end.");
            var area = rig.NewArea();
            var other = await rig.InstanceAsync(area);
            var mayGoOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var at = n;
            var waiting = await rig.InstanceAsync(area, new PortFaults
            {
                Turn = async call =>
                {
                    if (call == at)
                    {
                        waits.SetResult();
                        await mayGoOn.Task;
                    }
                },
            });

            var work = waiting.TogetherAsync(Alike.Ada);
            await Task.WhenAny(work, waits.Task);
            await other.TogetherAsync(Alike.Adah);
            mayGoOn.SetResult();
            await work;

            await AssertNotTwoSilentOnesAsync(rig, area, inDoubt);
            if (!waits.Task.IsCompleted)
            {
                Assert.True(n > 5, "No call was ever waited at.");
                break;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_that_alternate_in_any_order_end_as_one_person_or_as_a_question(bool inDoubt)
    {
        await using var rig = await Rig.StartAsync(inDoubt ? Alike.Doubting : Alike.Setup);
        for (var seed = 0; seed < 25; seed++)
        {
            var area = rig.NewArea();
            var turns = new Turns(seed, 2);
            var one = await rig.InstanceAsync(area, new PortFaults { Turn = turns.Of(0) });
            var two = await rig.InstanceAsync(area, new PortFaults { Turn = turns.Of(1) });

            await Task.WhenAll(turns.PlayAsync(0, () => one.TogetherAsync(Alike.Ada)), turns.PlayAsync(1, () => two.TogetherAsync(Alike.Adah)));

            await AssertNotTwoSilentOnesAsync(rig, area, inDoubt);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Who_dies_at_any_call_leaves_nothing_that_the_redelivery_does_not_end(bool inDoubt, bool afterEffect)
    {
        await using var rig = await Rig.StartAsync(inDoubt ? Alike.Doubting : Alike.Setup);
        for (var n = 1; ; n++)
        {
            Assert.True(n < MostCalls, "The batch makes calls without end.");
            var area = rig.NewArea();
            await (await rig.InstanceAsync(area)).TogetherAsync(Alike.Ada);
            var faults = new PortFaults { DieAt = n, AfterEffect = afterEffect };
            var dying = await rig.InstanceAsync(area, faults);
            await dying.Batch.WorkAsync([new IncomingChanges([Alike.Adah], 0)], CancellationToken.None);

            var fresh = await rig.InstanceAsync(area);
            await fresh.TogetherAsync(Alike.Adah);

            await AssertNotTwoSilentOnesAsync(rig, area, inDoubt);
            Assert.NotNull((await fresh.PersonAsync(Changes.Shop, "9")).Marks.GetValueOrDefault(RecordKey.Of(Alike.Adah)));
            if (!faults.Died)
            {
                Assert.True(n > 8, "No call was ever made.");
                break;
            }
        }
    }

    [Fact]
    public async Task Many_alike_at_once_on_three_instances_are_one_person()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup with { Matching = Alike.Setup.Matching! with { MergesAnHour = 1000 } });
        var area = rig.NewArea();
        var instances = new List<Instance>();
        for (var i = 0; i < 3; i++)
        {
            instances.Add(await rig.InstanceAsync(area));
        }

        var records = Enumerable.Range(0, 12).Select(i => Alike.Ada with { Id = $"c{i}", Record = new("contact", $"c{i}") }).ToList();
        await Task.WhenAll(instances.Select((instance, n) => instance.BatchAsync([.. records.Where((_, i) => i % 3 == n).Select(r => (IReadOnlyList<Change>)[r])])));

        Assert.Single(await Alike.GroupsAsync(await rig.InstanceAsync(area), records));
        await Persons.AssertNothingHalfDoneAsync(instances[0], area);
    }

    [Fact]
    public async Task A_rehearsal_says_what_the_import_does_and_writes_neither_key_nor_mark_nor_review()
    {
        await using var rig = await Rig.StartAsync(Alike.Setup with { Mapping = Mapping });
        var area = rig.NewArea();
        var instance = await rig.InstanceAsync(area);
        await instance.Imports.TakeAllAsync(ImportRun.Settings, null, ImportRun.File(["1,2030-01-01T00:00:00Z,Adelaide,Kowalczyk,1984-03-07,Bristol"], Header), CancellationToken.None);
        var before = await ImportRun.RowsAsync(instance, area);
        string[] rows = ["2,2030-01-01T00:00:00Z,Adelaide,Kowalczyck,1984-03-07,Bristol", "1,2030-01-02T00:00:00Z,Adelaide,Kowalczyk,1984-03-07,Bath", "3,2030-01-01T00:00:00Z,Bo,Lindqvist,1961-11-23,Leeds"];

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var said = "";
        await instance.Imports.RehearseAsync(ImportRun.Settings, ImportRun.File(rows, Header), c => said += c.Outcomes, CancellationToken.None);

        Assert.Equal(before, await ImportRun.RowsAsync(instance, area));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var done = (await instance.Imports.TakeAllAsync(ImportRun.Settings, null, ImportRun.File(rows, Header), CancellationToken.None)).State!; // nothing refuses it
        Assert.Equal(await ImportRun.OutcomesAsync(instance, done.Id), said);
    }

    private static async Task AssertNotTwoSilentOnesAsync(Rig rig, string area, bool inDoubt)
    {
        var fresh = await rig.InstanceAsync(area);
        var groups = await Alike.GroupsAsync(fresh, Alike.Ada, Alike.Adah);
        var reviews = await fresh.OpenReviewsAsync();
        if (inDoubt)
        {
            Assert.Equal(["crm/1", "shop/9"], groups);
            Assert.Single(reviews);
        }
        else
        {
            Assert.Equal(["crm/1 shop/9"], groups);
        }

        await Persons.AssertNothingHalfDoneAsync(fresh, area);
    }
}
