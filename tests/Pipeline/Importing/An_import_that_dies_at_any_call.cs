using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Importing;

/// <summary>Whichever call of the app is its last, before or after it took effect: the rows come again, and each counts once, as what it was.</summary>
public sealed class An_import_that_dies_at_any_call
{
    private const int MostCalls = 400;

    private static readonly string[] Rows =
    [
        "1,2035-01-01T00:00:00Z,Leeds,a@example.com",
        "1,2034-01-01T00:00:00Z,York,a@example.com",
        "2,2035-01-01T00:00:00Z,Bath,b@example.com",
        "2,2035-01-01T00:00:00Z,Bath,b@example.com",
        "3,2035-01-01T00:00:00Z,Hull,a@example.com,and too much",
        "known,2034-01-01T00:00:00Z,Ely,",
        "5,2035-01-01T00:00:00Z,Hull,a@example.com",
        "6,yesterday,Deal,c@example.com",
        "2,2035-01-01T00:00:00Z,Bath,b@example.com",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_resumed_with_the_counts_and_the_persons_of_one_that_never_died(bool afterEffect)
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination("warehouse")] });
        var expected = await RunAsync(rig, new PortFaults());
        Assert.Equal("asadqsaqd", expected.Outcomes);
        for (var n = 1; ; n++)
        {
            Assert.True(n < MostCalls, "The import makes calls without end.");
            var faults = new PortFaults { DieAt = n, AfterEffect = afterEffect };
            var ended = await RunAsync(rig, faults);
            if (!faults.Died)
            {
                Assert.True(n > 20, "The import made hardly a call.");
                break;
            }

            Assert.True(expected.Outcomes == ended.Outcomes, $"Dead at call {n}: {ended.Outcomes}");
            Assert.Equal(expected.Counts, ended.Counts);
            Assert.Equal(expected.Checksum, ended.Checksum);
            Assert.Equal(expected.Persons, ended.Persons);
            Assert.Equal(2, ended.Waiting);
        }
    }

    private static async Task<Ended> RunAsync(Rig rig, PortFaults faults)
    {
        var area = rig.NewArea();
        var before = await rig.InstanceAsync(area);
        await before.OneByOneAsync(Changes.Of(Changes.Crm, "known", "k").Field("city", "Ely"));
        var id = (await before.Imports.BeginAsync(ImportRun.Settings, CancellationToken.None)).Id;

        var dying = await rig.InstanceAsync(area, faults);
        try
        {
            await dying.Imports.TakeAsync(id, 0, ImportRun.File(Rows[..4]), CancellationToken.None);
            await dying.Imports.TakeAsync(id, 4, ImportRun.File(Rows[4..]), CancellationToken.None);
            await dying.Imports.CompleteAsync(id, null, null, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or ImportStoreException)
        {
            // What dies, dies.
        }

        var fresh = await rig.InstanceAsync(area);
        var answer = await fresh.Imports.TakeAllAsync(ImportRun.Settings, id, ImportRun.File(Rows), CancellationToken.None);
        Assert.Null(answer.Refusal);
        Assert.Equal(ImportStatus.Complete, answer.State!.Status);
        Assert.Equal(Rows.Length, answer.State.Next);
        await Persons.AssertNothingHalfDoneAsync(fresh, area);
        var records = Rows.Select(r => Changes.Of(Changes.Crm, r.Split(',')[0], "any"));
        return new(
            await ImportRun.OutcomesAsync(fresh, id),
            answer.State.Counts,
            answer.State.Checksum,
            await Persons.AllAsync(fresh, records),
            await fresh.Get<IQuarantineStore>().CountAsync(CancellationToken.None));
    }

    private sealed record Ended(string Outcomes, ImportCounts Counts, string Checksum, IReadOnlyList<string> Persons, int Waiting);
}
