using ServerlessCdi.Core.Identity.Matching;
using static ServerlessCdi.Tests.Unit.Matching.Fixture;

namespace ServerlessCdi.Tests.Unit.Matching;

public sealed class Two_records
{
    private static readonly double Auto = MatchThresholds.Default.Auto;

    [Theory]
    [InlineData("Katherine", "Okonjo", "Katharine", "Okonjo")]
    [InlineData("Katherine", "Okonjo", "Kate", "Okonjo")]
    [InlineData("Katherine", "Okonjo", "Katherine", "Okojno")]
    [InlineData("Katherine", "Okonjo", "Okonjo", "Katherine")]
    [InlineData("Jürgen", "Weiß", "JURGEN", "weiss")]
    [InlineData("Anna Maria", "O'Brien", "Anna", "OBrien")]
    public void With_one_birth_date_and_names_that_a_slip_a_nickname_or_an_exchange_explains_are_one(string given, string family, string otherGiven, string otherFamily) =>
        Assert.True(Score(Person(given, family, "1984-03-07"), Person(otherGiven, otherFamily, "1984-03-07")).Bits >= Auto);

    [Theory]
    [InlineData("1984-03-07", "19840307", "exact")]
    [InlineData("1984-03-07", "07/03/1984", "exact")]
    [InlineData("1984-03-07", "3/7/84", "exact")]
    [InlineData("1984-03-07", "7 Mar 1984", "exact")]
    [InlineData("1984-03-07", "1984-07-03", "close")]
    [InlineData("1984-03-07", "1984-03-08", "close")]
    [InlineData("1984-03-27", "1984-11-27", "parts")]
    [InlineData("1984-03-27", "1984", "parts")]
    [InlineData("1984-03-27", "1951-11-02", "different")]
    public void Have_their_birth_dates_compared_in_the_reading_that_agrees_best(string left, string right, string level) =>
        Assert.Equal(level, Field(Score(Person("Ada", "Moss", left), Person("Ada", "Moss", right)), "birth_date").Level);

    [Fact]
    public void Have_a_birth_date_in_three_fields_compared_with_one_that_lacks_the_day()
    {
        var model = MatchModel.Default(MatchSchema.Guess(["fname_c1", "lname_c1", "by", "bm", "bd"]));
        MatchRecord Born(string? year, string? month, string? day) => model.Prepare(new Dictionary<string, string?> { ["by"] = year, ["bm"] = month, ["bd"] = day });

        Assert.Equal("parts", Field(model.Score(Born("1950", "4", "9"), Born("1950", "4", null), new TermCounts()), "birth_date").Level);
        Assert.Equal("different", Field(model.Score(Born("1950", "4", "9"), Born("1961", "4", null), new TermCounts()), "birth_date").Level);
    }

    [Fact]
    public void Say_nothing_where_one_of_them_has_no_value()
    {
        var score = Score(Person("Ada", "Moss", "1984-03-07", ("email", "ada@moss.example")), Person("Ada", "Moss", null));

        Assert.Equal(new FieldScore("email", "missing", 0, 0), Field(score, "email"));
        Assert.Equal(new FieldScore("birth_date", "missing", 0, 0), Field(score, "birth_date"));
        Assert.Equal(score.Bits, Score(Person("Ada", "Moss", null, ("email", "unknown")), Person("Ada", "Moss", null)).Bits, 9);
    }

    [Fact]
    public void Lose_only_so_much_when_someone_has_moved_house()
    {
        var before = Person("Ada", "Moss", "1984-03-07", Home());
        var after = Person("Ada", "Moss", "1984-03-07", Home("230", "Mill Lane", "Perth", "6000"));
        var unknown = Person("Ada", "Moss", "1984-03-07");

        Assert.InRange(Score(before, unknown).Bits - Score(before, after).Bits, -1, 4.5);
        Assert.True(Score(before, after).Bits >= Auto);
    }

    [Fact]
    public void Agree_in_more_when_they_share_a_rare_name_than_a_common_one()
    {
        var terms = new TermCounts { People = 10_000 };
        for (var i = 0; i < 200; i++)
        {
            terms.Add(new("family_name", "smith"));
        }

        var common = Field(Score(Person("Ada", "Smith", null), Person("Ada", "Smith", null), terms), "family_name");
        var rare = Field(Score(Person("Ada", "Quillfeather", null), Person("Ada", "Quillfeather", null), terms), "family_name");

        Assert.Equal(common.Bits, rare.Bits);
        Assert.True(common.FrequencyBits < -3, $"{common.FrequencyBits}");
        Assert.True(rare.FrequencyBits > 2, $"{rare.FrequencyBits}");
    }

    [Fact]
    public void That_share_only_the_mailbox_of_an_office_are_two()
    {
        var office = Score(Person("Ada", "Moss", null, ("email", "info@firm.example")), Person("Hugo", "Lindqvist", null, ("email", "info@firm.example")));
        var own = Field(Score(Person("Ada", "Moss", null, ("email", "a.moss@firm.example")), Person("Ada", "Moss", null, ("email", "a.moss@firm.example"))), "email");

        Assert.True(office.Bits < MatchThresholds.Default.Review);
        Assert.True(own.Bits > Field(office, "email").Bits + 5);
    }

    [Theory]
    [InlineData("123-45-6781", "123456781", "exact")]
    [InlineData("123-45-6781", "***-**-6781", "last_four")]
    [InlineData("123-45-6781", "123456718", "close")]
    [InlineData("123-45-6781", "999-99-9999", "missing")]
    [InlineData("123-45-6781", "981-22-4310", "different")]
    public void Have_their_national_numbers_read_without_their_notation(string left, string right, string level) =>
        Assert.Equal(level, Field(Score(Person("Ada", "Moss", null, ("national_id", left)), Person("Ada", "Moss", null, ("national_id", right))), "national_id").Level);

    [Fact]
    public void Contradict_each_other_with_two_national_numbers_or_with_other_names_and_dates()
    {
        static MatchRecord Read(string given, string born, string? id) => Model.Prepare(Person(given, "Moss", born, ("national_id", id)));

        Assert.True(Model.Contradicts(Read("Ada", "1984-03-07", "123456781"), Read("Ada", "1984-03-07", "981224310")));
        Assert.True(Model.Contradicts(Read("Ada", "1984-03-07", null), Read("Hugo", "1951-11-22", null)));
        Assert.False(Model.Contradicts(Read("Ada", "1984-03-07", "123456781"), Read("Ada", "1984-03-08", "123456718")));
        Assert.False(Model.Contradicts(Read("Ada", "1984-03-07", null), Read("Ada", "1951-11-22", null)));
    }

    [Fact]
    public void Score_the_same_whichever_is_named_first_whatever_they_hold()
    {
        (string, string?)[] rich = [.. Home(), ("email", "ada.moss@mail.example"), ("phone", "+61 2 9876 5432"), ("national_id", "512334781")];
        Dictionary<string, string?>[] records =
        [
            Person("Ada", "Moss", "03/04/80", rich), Person("Moss", "Ada", "04/03/80", Home("15")), Person(null, "Ada", "1980", rich),
            Person("Adda Maria", "Moss-Kane", "1980-04-03", ("email", "moss.ada@post.example")), .. Others(20),
        ];
        var terms = new TermCounts { People = 900 };
        foreach (var term in records.SelectMany(r => Model.Terms(Model.Prepare(r))))
        {
            terms.Add(term);
        }

        foreach (var (left, right) in records.SelectMany(l => records.Select(r => (l, r))))
        {
            Assert.Equal(Score(left, right, terms).Bits, Score(right, left, terms).Bits, 9);
        }
    }

    [Fact]
    public void Score_the_same_whichever_is_named_first_and_the_parts_make_up_the_sum()
    {
        var (left, right) = (Person("Ada", "Moss", "1984-03-07", Home()), Person("Moss", "Adda", "1984-07-03", Home("15")));
        var score = Score(left, right);

        Assert.Equal(score.Bits, Score(right, left).Bits, 9);
        Assert.Equal(score.Bits, Model.Bits(Model.Prepare(left), Model.Prepare(right), new TermCounts(), double.NegativeInfinity), 9);
        Assert.Equal(Model.Version, score.Model);
    }
}
