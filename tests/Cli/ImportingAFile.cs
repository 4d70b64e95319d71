using System.Net;
using System.Text;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Tests.Cli;

public sealed class ImportingAFile : IDisposable
{
    private const string File = "id;name\n1;Zoë\n2;\"a;b\"\n";

    private static readonly string[] Rows = ["""{"id":"1","name":"Zoë"}""", """{"id":"2","name":"a;b"}"""];

    private readonly CliRun _cli = new();

    public ImportingAFile()
    {
        _cli.Write("contacts.csv", File);
        _cli.App
            .On("GET /api/imports", HttpStatusCode.OK, """{"imports":[]}""")
            .On("POST /api/imports", HttpStatusCode.Created, """{"id":"i1","status":"open","rows":0}""")
            .On("POST /api/imports/i1/rows?from=0", HttpStatusCode.OK, "{}")
            .On("POST /api/imports/i1/complete", HttpStatusCode.OK, View(2, 0, Checksum(2)));
    }

    [Fact]
    public async Task Rows_are_sent_as_they_stand_and_the_result_adds_up()
    {
        _cli.App.On("POST /api/imports/i1/complete", HttpStatusCode.OK, View(2, 0, Checksum(2, "fullName")));

        Assert.Equal(0, await _cli.RunAsync("import", "contacts.csv", "--source", "crm", "--map", "name=fullName"));

        var begun = Assert.Single(_cli.App.Calls, c => c.Call == "POST /api/imports").Body;
        Assert.Contains("\"source\":\"crm\"", begun, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"fullName\"", begun, StringComparison.Ordinal);
        Assert.Equal(File, Assert.Single(_cli.App.Calls, c => c.Call.EndsWith("from=0", StringComparison.Ordinal)).Body);
        Assert.Matches(@"rows read\s+│\s+2\s", _cli.Out);
    }

    [Fact]
    public async Task A_file_of_Windows_is_sent_in_UTF8()
    {
        System.IO.File.WriteAllBytes(Path.Combine(_cli.Folder, "contacts.csv"), RowEncoding.Find("windows-1252")!.GetBytes(File));

        Assert.Equal(0, await _cli.RunAsync("import", "contacts.csv", "--source", "crm", "--encoding", "windows-1252"));

        Assert.Equal(File, Assert.Single(_cli.App.Calls, c => c.Call.EndsWith("from=0", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public async Task An_unfinished_import_of_the_same_file_goes_on_at_its_row()
    {
        await _cli.RunAsync("import", "contacts.csv", "--source", "crm");
        var fingerprint = _cli.App.Calls.Single(c => c.Call == "POST /api/imports").Body.Split("\"fingerprint\":\"")[1].Split('"')[0];
        _cli.App.Calls.Clear();
        _cli.App
            .On("GET /api/imports", HttpStatusCode.OK, $$"""{"imports":[{"id":"i1","status":"open","source":"crm","fingerprint":"{{fingerprint}}","rows":1,"checksum":"{{Checksum(1)}}"}]}""")
            .On("POST /api/imports/i1/rows?from=1", HttpStatusCode.OK, "{}");

        Assert.Equal(0, await _cli.RunAsync("import", "contacts.csv", "--source", "crm"));

        Assert.Equal("id;name\n2;\"a;b\"\n", Assert.Single(_cli.App.Calls, c => c.Call.EndsWith("from=1", StringComparison.Ordinal)).Body);
        Assert.DoesNotContain(_cli.App.Calls, c => c.Call == "POST /api/imports");
        Assert.Contains("goes on at row 2", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_of_other_rows_is_not_gone_on_with()
    {
        _cli.App.On("GET /api/imports/i9", HttpStatusCode.OK, $$"""{"id":"i9","status":"open","rows":1,"checksum":"{{Checksum(2)}}"}""");

        Assert.Equal(1, await _cli.RunAsync("import", "contacts.csv", "--source", "crm", "--resume", "i9"));

        Assert.Contains("another file", _cli.Error, StringComparison.Ordinal);
        Assert.Single(_cli.App.Calls);
    }

    [Theory]
    [InlineData(2, 1, 4)]
    [InlineData(3, 0, 1)]
    public async Task Quarantined_rows_and_sums_that_disagree_have_exit_codes_of_their_own(int rows, int quarantined, int exit)
    {
        _cli.App.On("POST /api/imports/i1/complete", HttpStatusCode.OK, View(rows, quarantined, Checksum(2)));
        Assert.Equal(exit, await _cli.RunAsync("import", "contacts.csv", "--source", "crm"));
    }

    [Fact]
    public async Task The_report_has_a_line_for_every_row()
    {
        _cli.App.On("GET /api/imports/i1/rows?from=0", HttpStatusCode.OK, """{"from":0,"outcomes":"aq","waiting":[{"row":1,"reason":"no id, none"}]}""");

        Assert.Equal(0, await _cli.RunAsync("import", "contacts.csv", "--source", "crm", "--report", "out.csv"));

        var report = await System.IO.File.ReadAllLinesAsync(Path.Combine(_cli.Folder, "out.csv"));
        Assert.Equal(["row,outcome,reason", "1,applied,", "2,quarantined,\"no id, none\""], report);
    }

    [Fact]
    public async Task A_dry_run_is_one_request_and_begins_nothing()
    {
        var path = "POST /api/imports?dryRun=true&source=crm&format=csv";
        _cli.App.On(path, HttpStatusCode.OK, View(2, 0, Checksum(2)).Replace("\"id\":\"i1\",", "\"dryRun\":true,", StringComparison.Ordinal));

        Assert.Equal(0, await _cli.RunAsync("import", "contacts.csv", "--source", "crm", "--dry-run"));

        Assert.Equal((path, File), (Assert.Single(_cli.App.Calls).Call, _cli.App.Calls[0].Body));
        Assert.Contains("nothing was written", _cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "absent.csv", "--source", "crm")]
    [InlineData("import", "contacts.csv")]
    [InlineData("import", "contacts.csv", "--source", "crm", "--map", "name")]
    [InlineData("import", "contacts.csv", "--source", "crm", "--encoding", "ebcdic")]
    public async Task A_mistaken_order_calls_nobody(params string[] order)
    {
        Assert.Equal(2, await _cli.RunAsync(order));
        Assert.Empty(_cli.App.Calls);
    }

    public void Dispose() => _cli.Dispose();

    private static string View(int rows, int quarantined, string checksum) => $$"""
        {"id":"i1","rows":{{rows}},"applied":{{rows - quarantined}},"duplicate":0,"stale":0,"suppressed":0,"quarantined":{{quarantined}},"checksum":"{{checksum}}","reasons":{},"unusedHeaders":[]}
        """;

    private static string Checksum(int rows, string column = "name")
    {
        var checksum = RowChecksum.Start();
        foreach (var row in Rows.Take(rows))
        {
            checksum.Add(new(Encoding.UTF8.GetBytes(row.Replace("name", column, StringComparison.Ordinal)), null));
        }

        return checksum.ToString();
    }
}
