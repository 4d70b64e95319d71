using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Tests.Unit.Matching;

/// <summary>People as these tests write them down: given, family, birth date, and whatever else a test is about.</summary>
internal static class Fixture
{
    private static readonly string[] Syllables =
        ["ka", "ro", "mi", "ten", "vol", "sha", "pe", "dur", "lin", "gos", "fa", "bre", "nu", "wick", "zor", "hal", "quin", "ja", "xu", "dem"];

    public static MatchSchema Schema { get; } =
        MatchSchema.Guess(["given_name", "middle_name", "surname", "suffix", "date_of_birth", "street_number", "address_1", "suburb", "postcode", "national_id", "email", "phone", "gender"]);

    public static MatchModel Model { get; } = MatchModel.Default(Schema);

    public static Dictionary<string, string?> Person(string? given, string? surname, string? born, params (string Field, string? Value)[] more)
    {
        var values = new Dictionary<string, string?> { ["given_name"] = given, ["surname"] = surname, ["date_of_birth"] = born };
        foreach (var (field, value) in more)
        {
            values[field] = value;
        }

        return values;
    }

    public static (string, string?)[] Home(string number = "14", string street = "Harbour Street", string suburb = "Ashfield", string postcode = "2131") =>
        [("street_number", number), ("address_1", street), ("suburb", suburb), ("postcode", postcode)];

    /// <summary>Others, of whom none is like another. The same ones each time.</summary>
    public static IEnumerable<Dictionary<string, string?>> Others(int count)
    {
        var random = new Random(11);
        string Word(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Syllables[random.Next(Syllables.Length)]));
        for (var i = 0; i < count; i++)
        {
            var born = $"{random.Next(1930, 2005)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}";
            yield return Person(Word(3), Word(4), born, Home($"{random.Next(1, 400)}", $"{Word(3)} Road", Word(3), $"{random.Next(1000, 9000)}"));
        }
    }

    public static ResolutionEngine Engine(params Dictionary<string, string?>[] known)
    {
        var engine = new ResolutionEngine(Model);
        foreach (var record in known)
        {
            engine.Add(record);
        }

        return engine;
    }

    public static MatchScore Score(Dictionary<string, string?> left, Dictionary<string, string?> right, ITermCounts? terms = null) =>
        Model.Score(Model.Prepare(left), Model.Prepare(right), terms ?? new TermCounts());

    public static FieldScore Field(MatchScore score, string field) => score.Fields.Single(f => f.Field == field);
}
