using ServerlessCdi.Tests.Testing.People;

namespace ServerlessCdi.Tests.Cli;

public sealed class MadeUpPeople
{
    [Fact]
    public void The_same_seed_makes_the_same_people_and_another_seed_others()
    {
        string[] first = [.. new PeopleSet(7, 300).Records.Select(Line)];

        Assert.Equal(first, new PeopleSet(7, 300).Records.Select(Line));
        Assert.NotEqual(first, new PeopleSet(8, 300).Records.Select(Line));
    }

    [Fact]
    public void A_record_is_the_same_whether_or_not_the_ones_before_it_were_asked_for()
    {
        var set = new PeopleSet(7, 500);
        Assert.Equal(Line(set.Records.ElementAt(400)), Line(new PeopleSet(7, 500)[400]));
    }

    [Fact]
    public void Without_errors_the_records_of_a_person_say_the_same()
    {
        var records = new PeopleSet(3, 400, Errors.None).Records.ToList();

        Assert.All(records.GroupBy(r => r.Person), g => Assert.Single(g.Select(r => string.Join('|', r.Values)).Distinct()));
        Assert.InRange(records.Count, 560, 760);
    }

    [Fact]
    public void More_errors_leave_fewer_fields_that_agree()
    {
        double[] agreeing = [Agreeing(Errors.None), Agreeing(Errors.Few), Agreeing(Errors.Some), Agreeing(Errors.Many)];

        Assert.Equal(1, agreeing[0]);
        Assert.Equal(agreeing.OrderDescending(), agreeing);
        Assert.InRange(agreeing[3], 0.2, 0.7);
    }

    [Fact]
    public void Common_names_are_common_and_most_names_are_rare()
    {
        var people = new Population(5);
        var families = Enumerable.Range(0, 20_000).Select(n => people[n].Family).GroupBy(f => f).Select(g => g.Count()).OrderDescending().ToList();

        Assert.InRange(families[0], 100, 1000);
        Assert.True(families.Count > 3000, $"{families.Count} family names");
    }

    [Fact]
    public void Households_share_an_address_and_hold_twins_and_namesakes_of_two_generations()
    {
        var people = new Population(5);
        var houses = Enumerable.Range(0, 8_000).Select(n => people[n]).Chunk(4).Where(h => h.Skip(1).All(p => p.Home == h[0].Home)).ToList();

        Assert.NotEmpty(houses);
        Assert.Contains(houses, h => h[2].Born == h[3].Born && h[2].Given != h[3].Given);
        Assert.Contains(houses, h => h[2].Given == h[0].Given && h[2].Family == h[0].Family && h[2].Born.Year > h[0].Born.Year + 20);
        Assert.Contains(houses, h => h[1].Email == h[0].Email);
        Assert.Contains(houses, h => h[1].Phone == h[0].Phone && h[1].Email != h[0].Email);
    }

    private static double Agreeing(Errors errors)
    {
        var pairs = new PeopleSet(9, 800, errors).Records.GroupBy(r => r.Person).Where(g => g.Count() > 1).Select(g => g.Take(2).ToList());
        return pairs.SelectMany(p => p[0].Values.Zip(p[1].Values)).Where(v => v.First.Length > 0 || v.Second.Length > 0).Average(v => v.First == v.Second ? 1.0 : 0.0);
    }

    private static string Line(PersonRecord record) => $"{record.Id} {record.Person} {string.Join('|', record.Values)}";
}
