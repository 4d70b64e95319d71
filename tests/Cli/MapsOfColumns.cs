using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessCdi.Cli.Identity.Offline;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Cli;

public sealed class MapsOfColumns
{
    private static readonly string[] Columns = ["record_id", "fname", "surname", "dob", "suburb", "hn", "note"];

    private static readonly string[] Parts = ["rid", "first", "second", "last", "last2", "y", "m", "d", "line", "town"];

    private static readonly string[] Right =
    [
        """{"fields":{"a":"surname"}}""", """{"a":"surname"}""", """{"fields":{"surname":["a","b"]}}""", """{"surname":null,"b":"email"}""",
        """{"$schema":"x","id":"a","delimiter":"tab","encoding":"latin1","dates":"day-first","region":"GB","fields":{"a":"surname"}}""",
        """{"fields":[{"column":"a","role":"text","comparator":"exact"}]}""", """{"a":{"role":"text","comparator":"exact"}}""",
        """{"name":{"first":"a","last":["b"]}}""", """{"roles":{"surname":"a"}}""", """{"fields":"a"}""", """{"schema":"a"}""",
    ];

    private static readonly string[] Wrong =
    [
        "[]", "{}", """{"a":3}""", """{"a":[]}""", """{"a":[3]}""", """{"fields":{}}""", """{"fields":[]}""", """{"fields":{"a":true}}""", """{"name":{"a":{"b":{}}}}""",
        """{"fields":{"a":"surname"},"ids":"x"}""", """{"fields":{"a":"surname"},"id":3}""", """{"fields":{"a":"surname"},"id":""}""",
        """{"fields":{"a":"surname"},"delimiter":"x"}""", """{"fields":{"a":"surname"},"encoding":"ebcdic"}""", """{"fields":{"a":"surname"},"dates":"dmy"}""",
        """{"fields":{"a":"surname"},"region":"gb"}""", """{"fields":{"a":"surname"},"roles":{"b":"email"}}""", """{"fields":[{"column":"a"}]}""",
        """{"fields":[{"column":"a","role":"text","weight":"3"}]}""", """{"a":{"role":"text","weight":3}}""",
    ];

    private static readonly string[] WrongModels =
    [
        "[]", "{}", """{"version":7,"schema":{"fields":[]}}""", """{"version":"1","schema":{}}""", """{"version":"1","schema":{"fields":[{"name":"a"}]}}""", """{"version":"1","schema":{"fields":[{"name":"a","role":"Nickname"}]}}""",
        """{"version":"1","schema":{"fields":[]},"weights":[{"field":"a"}]}""", """{"version":"1","schema":{"fields":[]},"weights":[{"field":"a","levels":[{"name":"exact","m":"x","u":1}]}]}""",
        """{"version":"1","schema":{"fields":[]},"thresholds":{"auto":1}}""", """{"version":"1","schema":{"fields":[]},"prior":{"perRecord":1,"leastPeople":"many"}}""",
    ];

    [Theory]
    [InlineData("""{"id":"record_id","fields":{"fname":"givenName","surname":"family_name","dob":"Date of Birth","suburb":"CITY","hn":"house-number"}}""")]
    [InlineData("""{"record_id":"id","fname":"first_name","surname":"surname","dob":"dob","suburb":"town","hn":"street_number"}""")]
    [InlineData("""{"id":"record_id","given":"fname","lastName":"surname","birth_date":"dob","city":"suburb","houseNumber":"hn"}""")]
    [InlineData("""{"fields":{"givenName":["fname"],"familyName":["surname"],"birthDate":["dob"],"city":["suburb"],"houseNumber":["hn"]}}""")]
    [InlineData("""{"name":{"given":"fname","family":"surname"},"birth":{"date":"dob"},"address":{"city":"suburb","number":"hn"}}""")]
    [InlineData("""{"fields":[{"column":"fname","role":"given"},{"column":"surname","role":"last"},{"column":"dob","role":"dob"},{"column":"suburb","role":"city"},{"column":"hn","role":"housenumber"}]}""")]
    [InlineData("""{"columns":{"FNAME":{"role":"forename"},"Surname":"lname","DOB":"birthday","suburb":"locality","hn":"houseNo","note":null}}""")]
    public void The_same_is_said_in_many_ways(string json)
    {
        var map = Bound(json, Columns);

        Assert.Equal("record_id", map.Id);
        Assert.Equal(
            ["fname=GivenName", "surname=FamilyName", "dob=BirthDate", "suburb=City", "hn=HouseNumber"],
            map.Fields.Select(f => $"{f.Name}={f.Role}"));
    }

    [Theory]
    [InlineData("""{"id":"rid","givenName":["first","second"],"familyName":["last","last2"],"birthYear":"y","birthMonth":"m","birthDay":"d","street":"line","city":"town"}""")]
    [InlineData("""{"id":"rid","names":{"given":["first","second"],"family":["last","last2"]},"birth":{"year":"y","month":"m","day":"d"},"address":{"street":"line","town":"town"}}""")]
    [InlineData("""{"rid":"record_id","first":"given","second":"given","last":"surname","last2":"surname","y":"by","m":"bm","d":"bd","line":"address_1","town":"suburb"}""")]
    public void A_person_may_have_several_names_and_a_date_in_three_columns(string json)
    {
        var map = Bound(json, Parts);

        Assert.Equal("rid", map.Id);
        Assert.Equal(
            ["GivenName", "MiddleName", "FamilyName", "FamilyName", "BirthYear", "BirthMonth", "BirthDay", "Street", "City"],
            map.Fields.Select(f => f.Role.ToString()));
    }

    [Fact]
    public void Parts_that_are_only_called_name_address_or_birth_are_told_by_their_columns()
    {
        var map = Bound(
            """{"name":["first_name","surname"],"address":["street_number","zip"],"birthDate":["by","bm"],"mail":"e"}""",
            ["first_name", "surname", "street_number", "zip", "by", "bm", "e"]);

        Assert.Equal(["GivenName", "FamilyName", "HouseNumber", "Postcode", "BirthYear", "BirthMonth", "Email"], map.Fields.Select(f => f.Role.ToString()));
        Assert.Null(map.Id);
    }

    [Fact]
    public void What_is_not_named_is_not_used_and_that_is_told()
    {
        var map = Bound("""{"fname":"given","surname":"last"}""", Columns);
        Assert.Equal(["dob", "suburb", "hn", "note"], map.Unused);
    }

    [Theory]
    [InlineData("""{"fname":"givn_name","surname":"last"}""", "\"givn_name\"", "did you mean \"givenName\"?")]
    [InlineData("""{"given":"fname","sirname":"surname"}""", "\"sirname\"", "did you mean \"familyName\"?")]
    [InlineData("""{"surnme":"last","fname":"given"}""", "the column \"surnme\"", "did you mean \"surname\"?")]
    [InlineData("""{"id":"recordid","fields":{"fname":"given"}}""", "the column \"recordid\"", "did you mean \"record_id\"?")]
    [InlineData("""{"fields":{"note":{"role":"text","comparator":"jaro"}}}""", "the comparator \"jaro\"", "jaro-winkler")]
    [InlineData("""{"given":"fname","family":"fname"}""", "\"fname\" two roles", "familyName")]
    [InlineData("""{"fname":"ignore"}""", "no column a role that is compared", "")]
    public void What_does_not_fit_is_told_with_what_was_probably_meant(string json, string what, string meant)
    {
        var (map, errors) = MatchMapBinding.Bind(MatchMapFile.Parse(json), Columns);

        Assert.Null(map);
        Assert.Contains(errors, e => e.Contains(what, StringComparison.Ordinal) && e.Contains(meant, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var (_, errors) = MatchMapBinding.Bind(MatchMapFile.Parse("""{"fname":"x1","surname":"y2","nobody":"email"}"""), Columns);
        Assert.Equal(3, errors.Count);
    }

    [Fact]
    public void A_written_role_is_read_as_the_same()
    {
        foreach (var role in Enum.GetValues<FieldRole>())
        {
            Assert.Equal(role, RoleNames.Find(RoleNames.Write(role), null, ""));
        }
    }

    [Theory]
    [InlineData("day-first", "3/4/1980", "1980-04-03")]
    [InlineData("month-first", "3/4/1980", "1980-03-04")]
    [InlineData("day-first", "1980-03-04", "1980-03-04")]
    [InlineData("month-first", "30.4.1980", "30.4.1980")]
    [InlineData("either", "3/4/1980", "3/4/1980")]
    public void A_stated_order_settles_dates_that_could_be_two(string dates, string written, string read)
    {
        var map = Bound($$$"""{"dates":"{{{dates}}}","fields":{"dob":"birthDate"}}""", Columns);
        Assert.Equal(read, map.Read(map.Fields[0], written));
    }

    [Fact]
    public async Task The_schema_takes_and_refuses_what_the_reader_does()
    {
        string[] cases = [.. Right, .. Wrong];

        var answers = await AnswersAsync("match-map.schema.json", cases);

        for (var i = 0; i < cases.Length; i++)
        {
            Assert.True(i < Right.Length == (answers[i] is null), $"Schema, {cases[i]}: {answers[i]}");
            Assert.True(i < Right.Length == (MatchMapFile.Parse(cases[i]).Errors.Count == 0), $"Reader, {cases[i]}");
        }
    }

    [Fact]
    public async Task The_schema_of_models_does_so_too()
    {
        FieldWeights[] weights = [new("given_name", [new("exact", 0.8, 0.006), new("different", 0.2, 0.994)], 0.01)];
        var file = new MatchModelFile(MatchSchema.Guess(["surname", "note"]), weights, MatchThresholds.Default, MatchPrior.Default) { Version = "7" };
        string[] right = [file.ToJson(), """{"version":null,"schema":{"fields":[]}}""", """{"schema":{"fields":[]}}"""];
        string[] cases = [.. right, .. WrongModels];

        var answers = await AnswersAsync("match-model.schema.json", cases);

        for (var i = 0; i < cases.Length; i++)
        {
            Assert.True(i < right.Length == (answers[i] is null), $"Schema, {cases[i]}: {answers[i]}");
            Assert.True(i < right.Length == IsModel(cases[i]), $"Reader, {cases[i]}");
        }
    }

    private static bool IsModel(string json)
    {
        try
        {
            return MatchModel.FromJson(json).Version.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<JsonArray> AnswersAsync(string schema, string[] cases)
    {
        var tests = await NodeModules.InstallAsync(CancellationToken.None, "ajv", "ajv-formats");
        var input = new JsonObject
        {
            ["folder"] = Path.Combine(tests, "..", "config", "schemas"),
            ["cases"] = new JsonArray([.. cases.Select(c => new JsonObject { ["schema"] = schema, ["value"] = JsonNode.Parse(c) })]),
        };

        return JsonNode.Parse(await NodeModules.RunAsync("node", [Path.Combine(tests, "Node", "schemas.mjs")], tests, input.ToJsonString(), CancellationToken.None))!.AsArray();
    }

    private static MatchMap Bound(string json, IReadOnlyList<string> columns)
    {
        var (map, errors) = MatchMapBinding.Bind(MatchMapFile.Parse(json), columns);
        Assert.Empty(errors);
        return Assert.IsType<MatchMap>(map);
    }
}
