using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Importing;

public sealed class Taking_rows : IAsyncLifetime
{
    private static readonly string[] Rows = [.. Enumerable.Range(1, 10).Select(i => $"{i},2035-01-01T00:00:00Z,City,p{i}@example.com")];

    private Rig? _rig;
    private Instance? _instance;

    private Instance App => _instance ?? throw new InvalidOperationException("The app has not been started.");

    public async Task InitializeAsync()
    {
        _rig = await Rig.StartAsync();
        _instance = await _rig.InstanceAsync();
    }

    public async Task DisposeAsync() => await _rig!.DisposeAsync(); // set before any test

    [Fact]
    public async Task The_same_rows_again_are_answered_with_what_became_of_them()
    {
        var id = await BeginAsync();
        var first = await TakeAsync(id, 0, Rows[..4]);
        await TakeAsync(id, 4, Rows[4..]);

        var again = await TakeAsync(id, 0, Rows[..4]);

        Assert.Equal((first.Chunk!.Outcomes, first.Chunk.After), (again.Chunk!.Outcomes, again.Chunk.After));
        Assert.Equal(10, again.State!.Next);
        Assert.Equal(10, App.Ended.TotalAccepted);
    }

    [Fact]
    public async Task A_gap_an_overlap_and_other_rows_are_refused_with_the_row_that_is_expected()
    {
        var id = await BeginAsync();
        await TakeAsync(id, 0, Rows[..4]);

        Assert.Equal((ImportRefusal.Gap, 4L), Refused(await TakeAsync(id, 5, Rows[5..])));
        Assert.Equal((ImportRefusal.Gap, 4L), Refused(await TakeAsync(id, 2, Rows[2..6])));
        Assert.Equal((ImportRefusal.OtherRows, 4L), Refused(await TakeAsync(id, 0, Rows[1..5])));
        Assert.Equal(ImportRefusal.NotFound, (await TakeAsync("none", 0, Rows)).Refusal);
    }

    [Fact]
    public async Task Rows_below_another_header_are_refused_whole()
    {
        var id = await BeginAsync();
        await TakeAsync(id, 0, Rows[..4]);

        using var other = new MemoryStream("id,email\n9,x@example.com\n"u8.ToArray());
        await Assert.ThrowsAsync<ImportFormatException>(() => App.Imports.TakeAsync(id, 4, other, CancellationToken.None));
        Assert.Equal(4, (await App.Imports.FindAsync(id, CancellationToken.None))!.Next);
    }

    [Fact]
    public async Task It_ends_only_with_the_callers_own_count_and_checksum_and_then_takes_no_more()
    {
        var id = await BeginAsync();
        var taken = (await TakeAsync(id, 0, Rows)).State!;

        Assert.Equal(ImportRefusal.Mismatch, (await App.Imports.CompleteAsync(id, 9, taken.Checksum, CancellationToken.None)).Refusal);
        Assert.Equal(ImportRefusal.Mismatch, (await App.Imports.CompleteAsync(id, 10, RowChecksum.Start().ToString(), CancellationToken.None)).Refusal);
        Assert.Null((await App.Imports.CompleteAsync(id, 10, taken.Checksum, CancellationToken.None)).Refusal);
        Assert.Equal(ImportRefusal.Ended, (await TakeAsync(id, 10, Rows)).Refusal);
    }

    [Fact]
    public async Task A_file_that_is_imported_again_gives_duplicates_and_doubles_nobody()
    {
        var first = await TakeAllAsync();
        var second = await TakeAllAsync();

        Assert.Equal(new ImportCounts(Applied: 10), first.Counts);
        Assert.Equal(new ImportCounts(Duplicate: 10), second.Counts);
        Assert.Equal(first.Checksum, second.Checksum);
        Assert.Single(await App.TimelineAsync((await App.PersonAsync(Changes.Crm, "3")).Id));
    }

    [Fact]
    public async Task Of_two_rows_without_a_time_the_later_one_wins()
    {
        await App.Imports.TakeAllAsync(ImportRun.Settings, null, ImportRun.File(["1,,Leeds,", "1,,York,", "1,,Bath,"]), CancellationToken.None);
        Assert.Equal("Bath", (await App.PersonAsync(Changes.Crm, "1")).Golden.Fields["city"].Value.AsText());
    }

    [Fact]
    public async Task A_column_from_which_the_mapping_takes_nothing_is_named()
    {
        using var file = new MemoryStream("id,at,city,email,fax,empty\n1,2035-01-01T00:00:00Z,Leeds,a@example.com,123,\n"u8.ToArray());
        var answer = await App.Imports.TakeAllAsync(ImportRun.Settings, null, file, CancellationToken.None);
        Assert.Equal(["fax"], answer.State!.Use.Idle);
    }

    [Fact]
    public async Task A_quarantined_row_is_read_as_a_row_again_when_it_is_replayed()
    {
        await App.Imports.TakeAllAsync(ImportRun.Settings with { Object = "company" }, null, ImportRun.File(Rows[..1]), CancellationToken.None);
        var quarantine = App.Get<IQuarantineStore>();
        var item = await quarantine.FindAsync((await quarantine.ListAsync(new(), CancellationToken.None).SingleAsync()).Id, CancellationToken.None);

        Assert.Equal("company", item!.Context!.Row);
        Assert.Contains("company", await App.Get<ServerlessCdi.Pipeline.Operate.QuarantineReplay>().ReplayAsync(item, CancellationToken.None), StringComparison.Ordinal);
    }

    private static (ImportRefusal?, long) Refused(ImportAnswer answer) => (answer.Refusal, answer.State!.Next);

    private async Task<string> BeginAsync() => (await App.Imports.BeginAsync(ImportRun.Settings, CancellationToken.None)).Id;

    private Task<ImportAnswer> TakeAsync(string id, long from, string[] rows) => App.Imports.TakeAsync(id, from, ImportRun.File(rows), CancellationToken.None);

    private async Task<ImportState> TakeAllAsync() =>
        (await App.Imports.TakeAllAsync(ImportRun.Settings, null, ImportRun.File(Rows), CancellationToken.None)).State!; // nothing refuses it
}
