using ServerlessCdi.Core.Identity.Matching;
using static ServerlessCdi.Tests.Unit.Matching.Fixture;

namespace ServerlessCdi.Tests.Unit.Matching;

public sealed class A_stream_of_records
{
    [Fact]
    public void Puts_the_records_of_one_person_together_whatever_slips_they_have()
    {
        var engine = Engine([.. Others(60)]);
        var first = engine.Add(Person("Margaret", "Holloway", "1962-09-14", Home())).Number;
        var slip = engine.Add(Person("Margret", "Holloway", "1962-09-14", Home("14", "Harbor St"))).Number;
        var nickname = engine.Add(Person("Peggy", "Holloway", "14.09.1962")).Number;
        var swapped = engine.Add(Person("Holloway", "Margaret", "1962-09-14")).Number;

        Assert.Equal([first, first, first], new[] { slip, nickname, swapped }.Select(engine.PersonOf));
        Assert.Equal(61, engine.Terms.People);
    }

    [Fact]
    public void Keeps_twins_at_one_address_two()
    {
        var engine = Engine([.. Others(60), .. Couples(60)]);
        var one = engine.Add(Person("Leonie", "Marchetti", "2001-05-30", Home())).Number;
        var twin = engine.Add(Person("Tobias", "Marchetti", "2001-05-30", Home())).Number;

        Assert.NotEqual(engine.PersonOf(one), engine.PersonOf(twin));
    }

    [Fact]
    public void Keeps_father_and_son_of_one_name_and_address_two()
    {
        var engine = Engine([.. Others(60), .. Couples(60)]);
        var father = engine.Add(Person("Edward", "Marchetti", "1951-05-30", Home())).Number;
        var son = engine.Add(Person("Edward", "Marchetti", "1983-11-02", Home())).Number;

        Assert.NotEqual(engine.PersonOf(father), engine.PersonOf(son));
    }

    [Fact]
    public void Keeps_a_couple_two_who_share_a_mailbox_a_telephone_and_a_home()
    {
        (string, string?)[] shared = [.. Home(), ("email", "the.marchettis@mail.example"), ("phone", "+61 2 9876 5432")];
        var engine = Engine([.. Others(60)]);
        var one = engine.Add(Person("Leonie", "Marchetti", "1971-05-30", shared)).Number;
        var other = engine.Add(Person("Tobias", "Marchetti", "1969-01-12", shared)).Number;

        Assert.NotEqual(engine.PersonOf(one), engine.PersonOf(other));
    }

    [Fact]
    public void Asks_a_steward_where_it_is_in_doubt()
    {
        var engine = Engine([.. Others(60)]);
        var one = engine.Add(Person("Leonie", "Marchetti", "1971-05-30")).Number;
        var doubt = engine.Add(Person("Leo", "Marchetti", null));

        Assert.NotEqual(engine.PersonOf(one), engine.PersonOf(doubt.Number));
        Assert.Equal((doubt.Number, one, MatchReason.Doubt), (engine.Reviews.Single().Left, engine.Reviews.Single().Record, engine.Reviews.Single().Reason));
    }

    [Fact]
    public void Does_not_tie_two_of_different_national_numbers_through_a_record_that_has_none()
    {
        var engine = Engine([.. Others(60)]);
        var one = engine.Add(Person("Leonie", "Marchetti", "1971-05-30", ("national_id", "512334781"))).Number;
        engine.Add(Person("Leonie", "Marchetti", "1971-05-30", ("national_id", "512334781")));
        var other = engine.Add(Person("Leonie", "Marchetti", "1971-05-03", ("national_id", "890017246"))).Number;
        var open = engine.Add(Person("Leonie", "Marchetti", "1971-05-30"));

        Assert.NotEqual(engine.PersonOf(one), engine.PersonOf(other));
        Assert.Equal(one, engine.PersonOf(open.Number));
        Assert.Contains(open.Reviews, r => r.Reason is MatchReason.Contradiction or MatchReason.Bridge);
    }

    [Fact]
    public void Does_not_follow_a_key_with_too_many_records_and_says_so()
    {
        static Dictionary<string, string?> Namesake(int i) => Person("Thomas", "Walker", $"{1930 + i}-03-07");
        var small = new ResolutionEngine(Model, postingCap: 5);
        var resolutions = Enumerable.Range(0, 30).Select(i => small.Add(Namesake(i))).ToList();

        Assert.Equal(0, resolutions.Take(5).Sum(r => r.CappedPostings));
        Assert.True(resolutions[^1].CappedPostings > 0);
        Assert.All(resolutions, r => Assert.InRange(r.LookUps, 1, 16));
    }

    [Fact]
    public void Ends_alike_in_another_order()
    {
        var records = Others(120).SelectMany(p => new[] { p, new Dictionary<string, string?>(p) { ["given_name"] = p["given_name"] + "x" } }).ToArray();
        var shuffled = Enumerable.Range(0, records.Length).ToArray();
        new Random(5).Shuffle(shuffled);
        var (straight, mixed) = (Engine(records), Engine([.. shuffled.Select(i => records[i])]));

        Assert.Equal(120, straight.Terms.People);
        Assert.Equal(120, mixed.Terms.People);
        Assert.All(Enumerable.Range(0, 120), i => Assert.Equal(straight.PersonOf(2 * i), straight.PersonOf((2 * i) + 1)));
    }

    [Fact]
    public void Can_be_asked_about_a_record_without_keeping_it()
    {
        var engine = Engine(Person("Leonie", "Marchetti", "1971-05-30"));
        var match = engine.Match(Person("Leonie", "Marchetti", "30/05/1971"));

        Assert.Equal(0, match.Joins.Single().Record);
        Assert.Equal(1, engine.Records);
        Assert.Empty(engine.Match(Person("Hugo", "Okafor", "1990-01-01")).Joins);
    }

    /// <summary>Couples, so that the stream has seen people who live together.</summary>
    private static IEnumerable<Dictionary<string, string?>> Couples(int count) => Others(200).Skip(100).Take(count).SelectMany(p => new[]
    {
        p,
        new Dictionary<string, string?>(p) { ["given_name"] = "Zoltan", ["date_of_birth"] = "1947-12-24" },
    });
}
