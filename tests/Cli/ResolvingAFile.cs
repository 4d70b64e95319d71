using System.Text.Json.Nodes;
using ServerlessCdi.Tests.Testing.People;

namespace ServerlessCdi.Tests.Cli;

/// <summary>Everything here is of made-up people.</summary>
public sealed class ResolvingAFile : IDisposable
{
    private const string Twice = "id,first_name,surname,dob,email,town\n1,Alice,Harborough,1980-04-03,alice@mail.example,Leeds\n2,Alcie,Harborough,1980-04-03,alice@mail.example,Leeds\n3,Bob,Unwin,1951-12-24,,Hull\n";

    private readonly CliRun _cli = new();

    [Fact]
    public async Task Records_of_one_person_get_one_cluster_and_every_record_is_there()
    {
        var set = new PeopleSet(11, 600, Errors.Few);
        await PeopleFiles.WriteAsync(set, _cli.Folder, "made");

        Assert.Equal(0, await _cli.RunAsync("identity", "resolve", "made.records.csv", "out.csv"));

        var found = Clusters("out.csv");
        Assert.Equal(set.Records.Select(r => r.Id).Order(), found.Keys.Order());
        var pairs = Pairs(set).ToList();
        Assert.InRange(pairs.Count(p => found[p.Left] == found[p.Right]) / (double)pairs.Count, 0.9, 1);
        Assert.Contains("\"surname\": \"familyName\"", _cli.Error, StringComparison.Ordinal);
        Assert.StartsWith("record_id_1,record_id_2,decision,bits", Text("out.reviews.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_an_id_is_told_by_its_rows_and_a_quoted_line_end_is_part_of_a_value()
    {
        _cli.Write("in.csv", "first_name,surname,dob,address\nAlice,Harborough,1980-04-03,\"Flat 2\n7, Mill Lane\"\nAlice,Harborough,1980-04-03,\"Flat 2\n7, Mill Lane\"\nBob,Unwin,1951-12-24,\n");

        Assert.Equal(0, await _cli.RunAsync("identity", "resolve", "in.csv", "out.csv", "--quiet"));

        Assert.Equal("record_id,cluster_id\n1,c0000001\n2,c0000001\n3,c0000002\n", Text("out.csv"));
        Assert.Contains("number of its row", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_says_what_columns_of_any_name_hold()
    {
        _cli.Write("in.csv", Twice.Replace("id,first_name,surname,dob,email,town", "k;c1;c2;c3;c4;c5", StringComparison.Ordinal).Replace(',', ';'));
        _cli.Write("map.json", """{"id":"k","delimiter":"semicolon","fields":{"c1":"first_name","c2":"last_name","c3":"dob","c4":"mail"}}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "resolve", "--schema", "map.json", "in.csv", "out.csv", "--reviews", "doubt.csv"));

        Assert.Equal("record_id,cluster_id\n1,c0000001\n2,c0000001\n3,c0000002\n", Text("out.csv"));
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "doubt.csv")));
        Assert.Contains("Not used: c5", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guessed_map_can_be_kept_and_given_back()
    {
        _cli.Write("in.csv", Twice);
        await _cli.RunAsync("identity", "resolve", "in.csv", "one.csv", "--save-schema", "map.json");

        Assert.Equal(0, await _cli.RunAsync("identity", "resolve", "in.csv", "two.csv", "--schema", "map.json"));

        Assert.Equal(Text("one.csv"), Text("two.csv"));
        Assert.Equal("id", JsonNode.Parse(Text("map.json"))!["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"first_nam":"givenName"}""", "the column \"first_nam\"")]
    [InlineData("""{"first_name":"givenNam"}""", "did you mean \"givenName\"?")]
    [InlineData("""{"first_name":7}""", "first_name")]
    [InlineData("no json", "is not JSON")]
    public async Task A_map_that_does_not_fit_stops_the_run_before_anything_is_written(string map, string told)
    {
        _cli.Write("in.csv", Twice);
        _cli.Write("map.json", map);

        Assert.Equal(1, await _cli.RunAsync("identity", "resolve", "--schema", "map.json", "in.csv", "out.csv"));

        Assert.Contains(told, _cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_cli.Folder, "out.csv")));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_told_of_and_the_others_are_done()
    {
        _cli.Write("in.csv", Twice + "4,too,short\n5,Eve,Zander,1970-01-02,,York\n");

        Assert.Equal(1, await _cli.RunAsync("identity", "resolve", "in.csv", "out.csv"));

        Assert.Contains("Row 4 is left out: the row has 3 values", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "5"], Clusters("out.csv").Keys);
    }

    [Theory]
    [InlineData("absent.csv", "out.csv")]
    [InlineData("in.csv", "in.csv")]
    [InlineData("in.csv", "out.csv", "--reviews", "out.csv")]
    [InlineData("in.csv", "out.csv", "--schema", "absent.json")]
    [InlineData("in.csv", "out.csv", "--model", "absent.json")]
    [InlineData("in.csv")]
    public async Task A_mistaken_order_writes_nothing(params string[] order)
    {
        _cli.Write("in.csv", Twice);

        Assert.Equal(2, await _cli.RunAsync(["identity", "resolve", .. order]));

        Assert.Equal(Twice, Text("in.csv"));
        Assert.False(File.Exists(Path.Combine(_cli.Folder, "out.csv")));
    }

    [Fact]
    public async Task Looked_for_in_another_file_a_record_is_not_added_to_it()
    {
        _cli.Write("index.csv", Twice);
        _cli.Write("cases.csv", "case_id,first_name,surname,dob,email,town\nx,Alice,Harborough,1980-04-03,alice@mail.example,Leeds\ny,Zoe,Quill,1999-09-09,zoe@post.example,Bath\nz,Zoe,Quill,1999-09-09,zoe@post.example,Bath\n");
        _cli.Write("map.json", """{"id":"id","fields":{"first_name":"given","surname":"family","dob":"dob","email":"email","town":"city"}}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "resolve", "--schema", "map.json", "cases.csv", "out.csv", "--against", "index.csv"));

        var lines = Text("out.csv").Split('\n');
        Assert.Equal("case_id,decision,target_record_id,bits,explanation", lines[0]);
        Assert.Matches("^x,match,[12],", lines[1]);
        Assert.Equal(["y,no_match,,,", "z,no_match,,,"], lines[2..4]);
    }

    [Fact]
    public async Task The_result_is_one_JSON_document_for_programs()
    {
        _cli.Write("in.csv", Twice);

        Assert.Equal(0, await _cli.RunAsync("identity", "resolve", "in.csv", "out.csv", "--json"));

        var result = JsonNode.Parse(_cli.Out)!;
        Assert.Equal((3, 2, 1), (Number(result, "records"), Number(result, "persons"), Number(result, "joinedByThemselves")));
    }

    [Fact]
    public async Task The_same_file_gives_the_same_result()
    {
        await PeopleFiles.WriteAsync(new PeopleSet(12, 300), _cli.Folder, "made");
        await _cli.RunAsync("identity", "resolve", "made.records.csv", "one.csv");
        await _cli.RunAsync("identity", "resolve", "made.records.csv", "two.csv");

        Assert.Equal(Text("one.csv"), Text("two.csv"));
        Assert.Equal(Text("one.reviews.csv"), Text("two.reviews.csv"));
    }

    public void Dispose() => _cli.Dispose();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static IEnumerable<(string Left, string Right)> Pairs(PeopleSet set) =>
        set.Records.GroupBy(r => r.Person).Select(g => g.ToList()).SelectMany(g => g.Skip(1).Select(r => (g[0].Id, r.Id)));

    private string Text(string file) => File.ReadAllText(Path.Combine(_cli.Folder, file));

    private Dictionary<string, string> Clusters(string file) =>
        Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[1]);
}
