using System.Globalization;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Importing;

public sealed class Rehearsing_an_import
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task It_says_of_every_row_what_the_import_then_does_and_leaves_every_table_as_it_was(int seed)
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination("warehouse")] });
        var area = rig.NewArea();
        var instance = await rig.InstanceAsync(area);
        var rows = Rows(seed, 400);
        await instance.Imports.TakeAllAsync(ImportRun.Settings, null, ImportRun.File(rows.Where((_, i) => i % 3 == 0)), CancellationToken.None);
        var before = await ImportRun.RowsAsync(instance, area);
        var pokes = await rig.PokesAsync();

        // What states no time is as old as its import, so the three begin one after another.
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var said = "";
        var rehearsed = await instance.Imports.RehearseAsync(ImportRun.Settings, ImportRun.File(rows), c => said += c.Outcomes, CancellationToken.None);

        Assert.Equal(before, await ImportRun.RowsAsync(instance, area));
        Assert.Equal(pokes, await rig.PokesAsync());
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var done = (await instance.Imports.TakeAllAsync(ImportRun.Settings, null, ImportRun.File(rows), CancellationToken.None)).State!; // nothing refuses it
        Assert.Equal(await ImportRun.OutcomesAsync(instance, done.Id), said);
        Assert.Equal((done.Counts, done.Checksum, done.Next), (rehearsed.Counts, rehearsed.Checksum, rehearsed.Next));
        Assert.All("adsq", letter => Assert.Contains(letter, said));
    }

    /// <summary>Few records, fewer addresses: repetitions, older news, people who turn out to be one.</summary>
    private static List<string> Rows(int seed, int count)
    {
        var random = new Random(seed);
        var rows = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var at = random.Next(4) == 0 ? "" : new DateTime(2030, 1, 1 + random.Next(9), 0, 0, 0, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            rows.Add(random.Next(12) == 0
                ? "torn,row"
                : $"{1 + random.Next(60)},{at},City {random.Next(3)},{(random.Next(3) == 0 ? $"p{random.Next(40)}@example.com" : "")}");
        }

        return rows;
    }
}
