using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Unit.Profiles;

public sealed class Survivorship_of_a_field
{
    private static readonly DateTimeOffset T0 = Histories.Start;

    [Fact]
    public void A_trusted_source_beats_a_newer_one_and_the_loser_says_so()
    {
        var why = Why(new() { Priority = ["crm"] }, Said("crm", "Leeds", 0), Said("shop", "York", 60));
        Assert.Equal("\"Leeds\"", why.Winner.Value.Json);
        Assert.Equal(SurvivorshipRule.SourcePriority, why.Winner.Rule);
        Assert.Equal(SurvivorshipRule.SourcePriority, Assert.Single(why.Losers).LostBy);
    }

    [Fact]
    public void Among_equals_the_newest_wins()
    {
        var why = Why(SurvivorshipPolicy.Default, Said("crm", "Leeds", 0), Said("shop", "York", 60));
        Assert.Equal("\"York\"", why.Winner.Value.Json);
        Assert.Equal(SurvivorshipRule.Newest, why.Winner.Rule);
    }

    [Fact]
    public void An_empty_list_for_a_field_lets_the_newest_win_whoever_said_it()
    {
        var policy = new SurvivorshipPolicy { Priority = ["crm"], Fields = new Dictionary<string, IReadOnlyList<string>> { ["city"] = [] } };
        Assert.Equal("\"York\"", Why(policy, Said("crm", "Leeds", 0), Said("shop", "York", 60)).Winner.Value.Json);
    }

    [Fact]
    public void The_same_instant_is_decided_by_a_total_order()
    {
        var one = Why(SurvivorshipPolicy.Default, Said("crm", "Leeds", 0), Said("shop", "York", 0));
        var other = Why(SurvivorshipPolicy.Default, Said("shop", "York", 0), Said("crm", "Leeds", 0));
        Assert.Equal(one.Winner, other.Winner);
        Assert.Equal(SurvivorshipRule.TieBreak, one.Winner.Rule);
    }

    [Fact]
    public void A_source_that_clears_its_value_lets_another_speak()
    {
        var why = Why(SurvivorshipPolicy.Default, Said("crm", "Leeds", 0), Said("shop", "York", 60), Said("shop", null, 120));
        Assert.Equal("\"Leeds\"", why.Winner.Value.Json);
        Assert.Equal(SurvivorshipRule.OnlyValue, why.Winner.Rule);
    }

    [Fact]
    public void A_deleted_record_no_longer_speaks_and_a_restored_one_does_again()
    {
        Change[] history = [Said("crm", "Leeds", 0), Gone("crm", 10)];
        Assert.Null(Explain(SurvivorshipPolicy.Default, history));
        Assert.NotNull(Explain(SurvivorshipPolicy.Default, [.. history, Said("crm", null, 20) with { Fields = [] }]));
    }

    [Fact]
    public void What_a_privacy_deletion_purged_does_not_come_back_with_a_late_or_repeated_webhook()
    {
        Change[] history = [Said("crm", "Leeds", 0), Gone("crm", 10) with { Privacy = true }];
        var profile = Fold([.. history, Said("crm", "Leeds", 0), Said("crm", null, 20) with { Fields = [] }]);
        Assert.Empty(profile.Records.Values.Single().Fields);
        var late = ProfileFold.Apply(profile, [Said("crm", "Hull", 5)], SurvivorshipPolicy.Default, (_, _) => false);
        Assert.Equal(ChangeOutcome.Suppressed, Assert.Single(late.Outcomes));
    }

    [Fact]
    public void Our_own_write_coming_back_never_beats_the_one_who_said_it()
    {
        var fold = ProfileFold.Apply(
            Profile.New(default), [Said("crm", "Leeds", 0), Said("shop", "LEEDS", 60)], SurvivorshipPolicy.Default, (change, _) => change.Source == "shop");
        var why = Survivorship.Explain([.. fold.After.Records.Values], "city", SurvivorshipPolicy.Default)!;
        Assert.Equal("\"Leeds\"", why.Winner.Value.Json);
        Assert.Equal(SurvivorshipRule.NotAnEcho, why.Winner.Rule);
    }

    private static Change Said(string source, string? city, int second) => new()
    {
        Id = $"{source}-{second}",
        Source = source,
        Record = new("contact", "1"),
        Kind = ChangeKind.Upsert,
        OccurredAt = T0.AddSeconds(second),
        ReceivedAt = T0.AddSeconds(second),
        Fields = [new("city", city is null ? FieldValue.Null : FieldValue.Text(city))],
    };

    private static Change Gone(string source, int second) => Said(source, null, second) with { Kind = ChangeKind.Delete, Fields = [] };

    private static Profile Fold(IReadOnlyList<Change> history) =>
        ProfileFold.Apply(Profile.New(default), history, SurvivorshipPolicy.Default, (_, _) => false).After;

    private static FieldExplanation? Explain(SurvivorshipPolicy policy, params IReadOnlyList<Change> history) =>
        Survivorship.Explain([.. Fold(history).Records.Values], "city", policy);

    private static FieldExplanation Why(SurvivorshipPolicy policy, params IReadOnlyList<Change> history) => Explain(policy, history)!;
}
