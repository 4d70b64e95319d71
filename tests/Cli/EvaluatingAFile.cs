using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessCdi.Cli.Identity.Offline;
using ServerlessCdi.Tests.Testing.People;

namespace ServerlessCdi.Tests.Cli;

public sealed class EvaluatingAFile : IDisposable
{
    private readonly CliRun _cli = new();

    [Fact]
    public async Task The_figures_are_those_of_counting_pairs_one_by_one()
    {
        var set = await MadeAsync();
        await _cli.RunAsync("identity", "resolve", "made.records.csv", "out.csv");
        var found = File.ReadAllLines(Path.Combine(_cli.Folder, "out.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[1]);
        var records = set.Records.ToList();
        long real = 0, said = 0, right = 0;
        for (var i = 0; i < records.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (isTrue, isSaid) = (records[i].Person == records[j].Person, found[records[i].Id] == found[records[j].Id]);
                (real, said, right) = (real + (isTrue ? 1 : 0), said + (isSaid ? 1 : 0), right + (isTrue && isSaid ? 1 : 0));
            }
        }

        Assert.Equal(0, await _cli.RunAsync("identity", "evaluate", "made.records.csv", "made.truth.csv", "--json"));

        var result = JsonNode.Parse(_cli.Out)!;
        Assert.Equal((real, said, right), (Long(result, "truePairs"), Long(result, "foundPairs"), Long(result, "correctPairs")));
        Assert.Equal(Math.Round((double)right / said, 6), result["pairs"]!["precision"]!.GetValue<double>());
        Assert.InRange(right, 1, real);
    }

    [Fact]
    public void B_cubed_is_the_mean_over_records()
    {
        // Found {a b c} {d}, true {a b} {c d}.
        var score = ClusterScore.Of([(1, "x"), (1, "x"), (1, "y"), (2, "y")]);

        Assert.Equal(((2 / 3.0) + (2 / 3.0) + (1 / 3.0) + 1) / 4, score.CubedPrecision, 10);
        Assert.Equal((1 + 1 + 0.5 + 0.5) / 4, score.CubedRecall, 10);
        Assert.Equal((1, 3L, 2L, 1L), (score.OverMerged, score.Pairs, score.TruePairs, score.CorrectPairs));
    }

    [Fact]
    public async Task Mistakes_are_told_in_bits_and_hold_what_the_records_say_only_where_that_is_asked_for()
    {
        var set = await MadeAsync();
        _cli.Write("map.json", """{"given_name":"given","surname":"family","town":"city"}""");
        string[] order = ["identity", "evaluate", "made.records.csv", "made.truth.csv", "--schema", "map.json", "--mistakes", "3"];
        var names = set.Records.Select(r => r.Values[2]).Where(n => n.Length > 4).Distinct().ToList();

        Assert.Equal(0, await _cli.RunAsync(order));
        Assert.Contains("missed: r", _cli.Out, StringComparison.Ordinal);
        Assert.Contains("prior -", _cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(names, n => _cli.Out.Contains(n, StringComparison.Ordinal));

        Assert.Equal(0, await _cli.RunAsync([.. order, "--show-values"]));
        Assert.Contains(names, n => _cli.Out.Contains(n, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_not_in_the_truth_does_not_count()
    {
        var set = await MadeAsync();
        var lines = File.ReadAllLines(Path.Combine(_cli.Folder, "made.truth.csv"));
        _cli.Write("half.csv", string.Join('\n', lines.Take((lines.Length / 2) + 1)));

        Assert.Equal(0, await _cli.RunAsync("identity", "evaluate", "made.records.csv", "half.csv", "--json"));

        Assert.Equal(lines.Length / 2, Long(JsonNode.Parse(_cli.Out)!, "records"));
        Assert.Contains((set.Count - (lines.Length / 2)).ToString("N0", CultureInfo.InvariantCulture), _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "no column record_id")]
    [InlineData("record_id,b\n1,2\n", "no column cluster_id")]
    [InlineData("record_id,cluster_id\nnobody,2\n", "knows none of the records")]
    public async Task A_truth_that_cannot_be_read_is_told(string truth, string told)
    {
        await MadeAsync();
        _cli.Write("wrong.csv", truth);

        Assert.Equal(1, await _cli.RunAsync("identity", "evaluate", "made.records.csv", "wrong.csv"));

        Assert.Contains(told, _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explanation_adds_up_to_its_sum()
    {
        var set = await MadeAsync();
        var pair = set.Records.GroupBy(r => r.Person).First(g => g.Count() > 1).Take(2).Select(r => r.Id).ToList();

        Assert.Equal(0, await _cli.RunAsync("identity", "explain", "made.records.csv", pair[0], pair[1], "--json"));

        var told = JsonNode.Parse(_cli.Out)!;
        var sum = told["prior"]!.GetValue<double>()
            + told["fields"]!.AsArray().Sum(f => f!["bits"]!.GetValue<double>() + f["frequencyBits"]!.GetValue<double>());
        Assert.Equal(told["bits"]!.GetValue<double>(), sum, 0.01);
        Assert.NotEmpty(told["model"]!.GetValue<string>());
        Assert.Contains(told["decision"]!.GetValue<string>(), (string[])["match", "review", "no_match"]);
    }

    [Fact]
    public async Task A_model_is_learned_alike_twice_and_serves_without_a_map()
    {
        await PeopleFiles.WriteAsync(new PeopleSet(22, 700, Errors.Few), _cli.Folder, "made");
        _cli.Write("map.json", """{"given_name":"given","surname":"family","date_of_birth":"dob","email":"mail"}""");

        Assert.Equal(0, await _cli.RunAsync("identity", "train", "made.records.csv", "--schema", "map.json", "--out", "one.json", "--seed", "5"));
        Assert.Matches(@"given_name +│ exact ", _cli.Out);
        Assert.Equal(0, await _cli.RunAsync("identity", "train", "made.records.csv", "--schema", "map.json", "--out", "two.json", "--seed", "5", "--json"));

        var model = File.ReadAllText(Path.Combine(_cli.Folder, "one.json"));
        Assert.Equal(model, File.ReadAllText(Path.Combine(_cli.Folder, "two.json")));
        var version = JsonNode.Parse(_cli.Out)!["model"]!.GetValue<string>();
        Assert.Equal(0, await _cli.RunAsync("identity", "evaluate", "made.records.csv", "made.truth.csv", "--model", "one.json", "--json"));
        Assert.Equal(version, JsonNode.Parse(_cli.Out)!["model"]!.GetValue<string>());
        Assert.InRange(JsonNode.Parse(_cli.Out)!["pairs"]!["precision"]!.GetValue<double>(), 0.9, 1);
        Assert.Equal(0, await _cli.RunAsync("identity", "resolve", "made.records.csv", "out.csv", "--model", "one.json"));
        Assert.Contains("Not used: middle_name", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"schema":{"fields":[{"name":"surname","role":"Nickname"}]}}""")]
    public async Task What_is_no_model_is_told(string model)
    {
        await MadeAsync();
        _cli.Write("model.json", model);

        Assert.Equal(1, await _cli.RunAsync("identity", "evaluate", "made.records.csv", "made.truth.csv", "--model", "model.json"));

        Assert.Contains("model.json is no model", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_few_records_nothing_is_learned()
    {
        _cli.Write("in.csv", "id,surname\n1,Unwin\n2,Harborough\n");

        Assert.Equal(1, await _cli.RunAsync("identity", "train", "in.csv", "--out", "model.json"));

        Assert.Contains("2 records", _cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_cli.Folder, "model.json")));
    }

    [Fact]
    public async Task An_explanation_of_nobody_is_not_found()
    {
        await MadeAsync();
        Assert.Equal(3, await _cli.RunAsync("identity", "explain", "made.records.csv", "r0000001", "nobody"));
        Assert.Contains("no record nobody", _cli.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private static long Long(JsonNode node, string name) => node[name]!.GetValue<long>();

    private async Task<PeopleSet> MadeAsync()
    {
        var set = new PeopleSet(21, 250, Errors.Many);
        await PeopleFiles.WriteAsync(set, _cli.Folder, "made");
        return set;
    }
}
