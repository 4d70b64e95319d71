using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>Laws 2 and 10 at every crash point: an instance that dies before or after any of its calls costs nothing once the message comes again.</summary>
public sealed class Dying_at_any_call
{
    private const string Warehouse = "warehouse";
    private const int MostCalls = 300;

    private static readonly Setup Setup = new() { Destinations = [Setup.Destination(Warehouse)] };

    public static TheoryData<string, bool> Scenarios
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in Scenario.All.Keys)
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_redelivered_message_ends_as_if_nothing_had_happened(string name, bool afterEffect)
    {
        var scenario = Scenario.All[name];
        await using var rig = await Rig.StartAsync(Setup);
        rig.Http.Answer(Warehouse, 200);
        var (expected, told) = await RunAsync(rig, scenario, rig.NewArea(), new PortFaults());
        for (var n = 1; ; n++)
        {
            Assert.True(n < MostCalls, "The batch makes calls without end.");
            var area = rig.NewArea();
            var faults = new PortFaults { DieAt = n, AfterEffect = afterEffect };
            var (persons, rows) = await RunAsync(rig, scenario, area, faults);
            if (!faults.Died)
            {
                Assert.True(n > 3, "No call was ever made.");
                break;
            }

            Assert.Equal(expected, persons);
            Assert.Equal(told, rows);
        }
    }

    /// <summary>The persons afterwards, and how many of them (and of those merged away) the destination is about to be told of.</summary>
    private static async Task<(IReadOnlyList<string> Persons, int Rows)> RunAsync(Rig rig, Scenario scenario, string area, PortFaults faults)
    {
        var changes = scenario.Known.Concat(scenario.Batch).ToList();
        var before = await rig.InstanceAsync(area);
        await before.OneByOneAsync(scenario.Known);
        await before.PokeAsync(Warehouse);
        Assert.Empty(await before.RowsAsync(Warehouse));

        var dying = await rig.InstanceAsync(area, faults);
        await dying.Batch.WorkAsync([new IncomingChanges(scenario.Batch, 0)], CancellationToken.None);

        var fresh = await rig.InstanceAsync(area);
        await fresh.TogetherAsync(scenario.Batch);
        await Persons.AssertNothingHalfDoneAsync(fresh, area);
        var rows = await fresh.RowsAsync(Warehouse);
        foreach (var record in scenario.Batch.SelectMany(Persons.RecordsOf))
        {
            var owner = (await fresh.FindAsync(record))!.Id;
            Assert.Contains(rows, r => r.Profile == owner);
        }

        return (await Persons.AllAsync(fresh, changes), rows.Count);
    }
}
