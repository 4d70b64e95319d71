using ServerlessCdi.Core.Identity.Matching;
using static ServerlessCdi.Tests.Unit.Matching.Fixture;

namespace ServerlessCdi.Tests.Unit.Matching;

/// <summary>What tells people apart must have been compared, however many bits the rest is worth.</summary>
public sealed class A_join_without_asking
{
    private static readonly MatchThresholds Thresholds = MatchThresholds.Default;

    private static readonly (string, string?)[] Rich =
        [.. Home(), ("email", "marchetti@mail.example"), ("phone", "+61 2 9876 5432")];

    [Fact]
    public void Takes_more_than_a_name() => Held(Person("Leonie", "Marchettini", null), Person("Leonie", "Marchettini", null));

    [Fact]
    public void Takes_more_than_a_name_and_a_town() =>
        Held(Person("Leonie", "Marchetti", null, ("suburb", "Ashfield"), ("postcode", "2131")), Person("Leonie", "Marchetti", null, ("suburb", "Ashfield"), ("postcode", "2131")));

    [Fact]
    public void Stands_on_a_name_and_a_home() =>
        Assert.True(Score(Person("Leonie", "Marchetti", null, Home()), Person("Leonie", "Marchetti", null, Home()), Rare()).Bits >= Thresholds.Auto);

    [Fact]
    public void Is_not_made_of_a_family_name_and_all_that_a_household_shares() =>
        Held(Person(null, "Marchetti", null, Rich), Person("Leonie", "Marchetti", null, Rich));

    [Fact]
    public void Is_not_made_of_a_name_that_a_parent_may_have_given_on() =>
        Held(Person("Edward", "Marchetti", "1951-05-30", Rich), Person("Edward", "Marchetti", "1983-11-02", Rich));

    [Fact]
    public void Is_not_made_where_one_is_the_senior_and_the_other_the_junior() =>
        Held(Person("Edward", "Marchetti", "1951-05-30", [.. Rich, ("suffix", "Sr")]), Person("Edward", "Marchetti", "1951-05-30", [.. Rich, ("suffix", "Jr")]));

    [Fact]
    public void Is_not_made_of_two_given_names_and_one_birth_date() =>
        Held(Person("Leonie", "Marchetti", "2001-05-30", Rich), Person("Tobias", "Marchetti", "2001-05-30", Rich));

    [Fact]
    public void Is_not_made_where_clearly_different_national_numbers_stand_beside_a_name_alone() =>
        Held(
            Person("Leonie", "Marchetti", null, [.. Rich, ("national_id", "512334781")]),
            Person("Leonie", "Marchetti", null, [.. Rich, ("national_id", "890017246")]));

    [Fact]
    public void Is_not_made_of_people_who_are_numbered()
    {
        var engine = Engine();
        for (var i = 1; i <= 40; i++)
        {
            engine.Add(Person($"Person {i}", $"Test{i}", null, ("email", $"person{i}@mail.example"), ("phone", $"+61 2 9876 54{i:00}")));
        }

        Assert.Equal(40, engine.Terms.People);
        Assert.Empty(engine.Reviews);
    }

    [Fact]
    public void Does_not_gain_by_a_mailbox_of_the_same_name_elsewhere()
    {
        var score = Score(Person("Ada", "Moss", null, ("email", "ada.moss@mail.example")), Person("Ada", "Moss", null, ("email", "ada.moss@post.test")));

        Assert.Equal(0, Field(score, "email").Bits);
    }

    private static TermCounts Rare() => new() { People = 5000 };

    /// <summary>Enough by the sum of its parts, and yet for somebody to look at.</summary>
    private static void Held(Dictionary<string, string?> left, Dictionary<string, string?> right)
    {
        var score = Score(left, right, Rare());

        Assert.True(score.Bits < Thresholds.Auto, $"{score.Bits}");
        var held = score.Fields.SingleOrDefault(f => f.Field == "evidence");
        Assert.True(held is null || score.Bits >= Thresholds.Review, $"{score.Bits}");
        Assert.True(Model.Bits(Model.Prepare(left), Model.Prepare(right), Rare(), double.NegativeInfinity) < Thresholds.Auto);
    }
}
