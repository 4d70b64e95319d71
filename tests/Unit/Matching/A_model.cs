using System.Text.Json;
using ServerlessCdi.Core.Identity.Matching;
using static ServerlessCdi.Tests.Unit.Matching.Fixture;

namespace ServerlessCdi.Tests.Unit.Matching;

public sealed class A_model
{
    [Fact]
    public void Comes_back_from_its_file_with_the_same_version_and_scores()
    {
        var trained = ModelTraining.Train(Model, Records(), seed: 3);
        var read = MatchModel.FromJson(trained.File.ToJson());
        var (left, right) = (Person("Ada", "Moss", "1984-03-07", Home()), Person("Adda", "Moss", "1984-03-07"));

        Assert.Equal(trained.Version, read.Version);
        Assert.Equal(
            trained.Score(trained.Prepare(left), trained.Prepare(right), new TermCounts()).Bits,
            read.Score(read.Prepare(left), read.Prepare(right), new TermCounts()).Bits);
        Assert.NotEqual(Model.Version, trained.Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"version\":null,")]
    public void Comes_back_without_a_version_as_one_that_follows_from_its_content(string version)
    {
        var model = MatchModel.FromJson($$"""{ {{version}} "schema": { "fields": [ { "name": "surname", "role": "FamilyName" } ] } }""");
        var read = MatchModel.FromJson(model.File.ToJson());

        Assert.Null(read.File.Version);
        Assert.Equal(model.Version, read.Version);
        Assert.Equal(12, read.Version.Length);
    }

    [Fact]
    public void Is_refused_where_the_file_has_no_schema() =>
        Assert.Throws<JsonException>(() => MatchModel.FromJson("""{"version":"1"}"""));

    [Fact]
    public void Learns_the_same_from_the_same_records_and_seed() =>
        Assert.Equal(ModelTraining.Train(Model, Records(), seed: 3).File.ToJson(), ModelTraining.Train(Model, Records(), seed: 3).File.ToJson());

    [Fact]
    public void Learns_which_field_is_kept_well_and_which_is_not()
    {
        var trained = ModelTraining.Train(Model, Records(), seed: 3).File.Weights!.ToDictionary(w => w.Field, w => w.Levels);

        // In these records every second suburb is another, and the postcode never is.
        Assert.True(trained["city"][0].M < 0.65);
        Assert.True(trained["postcode"][0].M > 0.9);
    }

    [Fact]
    public void Matches_what_is_no_person()
    {
        var schema = new MatchSchema([new("company", FieldRole.Organisation), new("city", FieldRole.City), new("founded", FieldRole.Number)]);
        var model = MatchModel.Default(schema);
        MatchRecord Read(string company, string city, string founded) =>
            model.Prepare(new Dictionary<string, string?> { ["company"] = company, ["city"] = city, ["founded"] = founded });
        var one = Read("Acme Widgets, Inc.", "Boston", "1987");

        Assert.True(model.Score(one, Read("ACME WIDGETS LLC", "Boston", "1987"), new TermCounts()).Bits > model.Thresholds.Auto);
        Assert.True(model.Score(one, Read("Beacon Freight Inc.", "Boston", "1987"), new TermCounts()).Bits < model.Thresholds.Review);
        Assert.NotEmpty(model.CandidateKeys(one).Intersect(model.CandidateKeys(Read("Widgets Acme", "Salem", "1990"))));
    }

    [Theory]
    [InlineData("exact", "AB-12", "ab 12", "exact")]
    [InlineData("exact", "AB-12", "ab 13", "different")]
    [InlineData("jaro-winkler", "Blue kettle", "Blue kettel", "close")]
    [InlineData("damerau-levenshtein", "kettle", "ketlte", "similar")]
    [InlineData("tokens", "kettle, blue, large", "large blue kettle", "exact")]
    [InlineData("date", "2024-02-03", "03/02/2024", "exact")]
    [InlineData("numeric", "100", "100.5", "close")]
    [InlineData("set", "red;blue", "blue|red", "exact")]
    public void Compares_a_field_as_its_comparator_says(string comparator, string left, string right, string level)
    {
        var model = MatchModel.Default(new([new("f", FieldRole.Text, comparator)]));
        MatchRecord Read(string value) => model.Prepare(new Dictionary<string, string?> { ["f"] = value });

        Assert.Equal(level, model.Score(Read(left), Read(right), new TermCounts()).Fields.Single().Level);
    }

    [Theory]
    [InlineData("E-Mail Address", FieldRole.Email)]
    [InlineData("soc_sec_id", FieldRole.NationalId)]
    [InlineData("LastName", FieldRole.FamilyName)]
    [InlineData("zip", FieldRole.Postcode)]
    [InlineData("address_2", FieldRole.Unit)]
    [InlineData("street_number", FieldRole.HouseNumber)]
    [InlineData("record_id", FieldRole.Ignore)]
    [InlineData("favourite colour", FieldRole.Text)]
    [InlineData("ethnicity", FieldRole.Text)]
    [InlineData("race", FieldRole.Text)]
    [InlineData("capacity", FieldRole.Text)]
    [InlineData("community", FieldRole.Text)]
    [InlineData("username", FieldRole.Text)]
    [InlineData("created_date", FieldRole.Text)]
    [InlineData("updated", FieldRole.Text)]
    [InlineData("nationality", FieldRole.Text)]
    [InlineData("cancelled", FieldRole.Text)]
    [InlineData("company_name", FieldRole.Organisation)]
    [InlineData("mailing_address", FieldRole.Street)]
    [InlineData("homeCity", FieldRole.City)]
    [InlineData("mobile_phone", FieldRole.Phone)]
    public void Is_guessed_from_the_names_of_columns(string column, FieldRole role) => Assert.Equal(role, RoleGuess.Of(column));

    [Fact]
    public void Has_features_that_change_with_what_is_compared_only()
    {
        var one = Person("Ada", "Moss", "1984-03-07", Home());
        string Features(Dictionary<string, string?> values) => Model.Features(Model.Prepare(values));

        Assert.Equal(Features(one), Features(new(one) { ["given_name"] = " ADA ", ["note"] = "new" }));
        Assert.NotEqual(Features(one), Features(new(one) { ["postcode"] = "2132" }));
    }

    private static List<Dictionary<string, string?>> Records() => [.. Others(300).SelectMany((p, i) => new[]
    {
        p,
        new Dictionary<string, string?>(p) { ["suburb"] = i % 2 == 0 ? p["suburb"] : "Elsewhere", ["address_1"] = p["address_1"] + "x" },
    })];
}
