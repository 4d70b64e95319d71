using ServerlessCdi.Core.Identity.Matching;
using static ServerlessCdi.Tests.Unit.Matching.Fixture;

namespace ServerlessCdi.Tests.Unit.Matching;

public sealed class A_bridge
{
    private static readonly MatchModel Wide = new(Model.File with { Thresholds = new(2, 60, -3) });

    private static MatchRecord Read(string given, string family, string? born) => Wide.Prepare(Person(given, family, born));

    [Fact]
    public void Needs_more_than_adding_one_record_does()
    {
        MatchRecord[] person = [Read("Leonie", "Marchetti", "1971-05-30"), Read("Leo", "Quill", "1950-01-12")];
        MatchRecord[] other = [Read("Leonie", "Marchetti", "1971-05-30"), Read("Lena", "Straub", "1999-08-21")];
        var record = person[0];
        var decider = new MatchDecider(Wide);

        Assert.Equal(MatchReason.Sure, decider.Decide(record, [], [other.Take(1).ToArray()], new TermCounts()).Joins.Single().Reason);
        Assert.Single(decider.Decide(record, [], [other.Take(1).ToArray()], new TermCounts()).Joins);
        var asked = decider.Decide(record, [Read("Leonie", "Quill", null)], [[other[0], Read("Leonie", "Straub", null)]], new TermCounts());
        Assert.Empty(asked.Joins);
        Assert.Equal(MatchReason.Bridge, asked.Reviews.Single().Reason);
    }

    [Fact]
    public void Stands_where_several_pairs_across_it_agree()
    {
        MatchRecord[] person = [Read("Leonie", "Marchetti", "1971-05-30"), Read("Leonie", "Marcheti", "1971-05-30")];
        var decision = new MatchDecider(Wide).Decide(Read("Leonie", "Marchetti", "1971-05-30"), [Read("Leoni", "Marchetti", "1971-05-30")], [person], new TermCounts());

        Assert.Equal(MatchReason.Sure, decision.Joins.Single().Reason);
    }

    [Fact]
    public void Falls_where_something_in_the_two_persons_contradicts()
    {
        MatchRecord[] person = [Read("Leonie", "Marchetti", "1971-05-30"), Read("Walther", "Straub", "1999-08-21")];
        var decision = new MatchDecider(Model).Decide(Read("Leonie", "Marchetti", "1971-05-30"), [], [person], new TermCounts());

        Assert.Equal(MatchReason.Contradiction, decision.Reviews.Single().Reason);
    }
}
