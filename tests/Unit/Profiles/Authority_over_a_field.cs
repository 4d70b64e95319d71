using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Unit.Profiles;

public sealed class Authority_over_a_field
{
    private const int Cases = 400;

    private static readonly Gen<SurvivorshipPolicy> Policies =
        from crm in Gen.Elements(Enum.GetValues<FieldAuthority>())
        from shop in Gen.Elements(FieldAuthority.None, FieldAuthority.Append, FieldAuthority.Write)
        from mail in Gen.Elements(FieldAuthority.None, FieldAuthority.Append, FieldAuthority.Write)
        from priority in Gen.Elements<string[]>([], ["shop"], ["mail", "shop"])
        select new SurvivorshipPolicy { Priority = priority, Authority = Table(("crm", "*", crm), ("shop", "city", shop), ("mail", "*", mail)) };

    [Fact]
    public void Any_order_gives_the_same_bytes() => Check(
        from policy in Policies
        from history in Histories.Any
        from shuffled in Gen.Shuffle(history)
        select Bytes(Fold(history, policy)) == Bytes(Fold(shuffled, policy)));

    [Fact]
    public void While_the_source_of_truth_says_something_its_value_is_golden() => Holds((policy, profile, field) =>
    {
        var owners = Speaking(policy, profile, field).Where(c => c.Authority == FieldAuthority.Owner).Select(c => c.Record).ToList();
        return owners.Count == 0 || owners.Contains(profile.Golden.Fields[field].Record);
    });

    [Fact]
    public void A_source_that_may_only_append_never_displaces_one_that_may_write() => Holds((policy, profile, field) =>
        !profile.Golden.Fields.TryGetValue(field, out var golden)
        || policy.Authority.Of(golden.Record.Source, "contact", field) != FieldAuthority.Append
        || Speaking(policy, profile, field).All(c => c.Authority < FieldAuthority.Write));

    [Fact]
    public void What_a_source_that_may_not_write_says_is_never_golden_and_a_field_is_golden_where_anyone_may() => Holds((policy, profile, field) =>
        profile.Golden.Fields.TryGetValue(field, out var golden)
            ? policy.Authority.Of(golden.Record.Source, "contact", field) != FieldAuthority.None
            : Speaking(policy, profile, field).All(c => c.Authority == FieldAuthority.None));

    [Fact]
    public void The_explanation_and_the_golden_field_agree() => Holds((policy, profile, field) =>
        Survivorship.Explain([.. profile.Records.Values], field, policy)?.Winner == profile.Golden.Fields.GetValueOrDefault(field));

    [Fact]
    public void The_source_of_truth_beats_the_trusted_and_the_newer_and_they_say_so()
    {
        var why = Why(new() { Priority = ["shop"], Authority = Table(("crm", "city", FieldAuthority.Owner)) }, Said("crm", "Leeds", 0), Said("shop", "York", 9));

        Assert.Equal(("\"Leeds\"", SurvivorshipRule.SourceOfTruth), (why!.Winner.Value.Json, why.Winner.Rule));
        Assert.Equal(SurvivorshipRule.SourceOfTruth, Assert.Single(why.Losers).LostBy);
    }

    [Fact]
    public void A_gap_is_filled_until_someone_who_may_write_speaks()
    {
        var policy = new SurvivorshipPolicy { Authority = Table(("shop", "*", FieldAuthority.Append)) };

        Assert.Equal("\"York\"", Why(policy, Said("shop", "York", 9))!.Winner.Value.Json);
        var why = Why(policy, Said("shop", "York", 9), Said("crm", "Leeds", 0))!;
        Assert.Equal(("\"Leeds\"", SurvivorshipRule.MayOnlyFillGap), (why.Winner.Value.Json, why.Winner.Rule));
    }

    [Fact]
    public void Who_may_not_write_is_shown_among_the_losers_and_alone_explains_nothing()
    {
        var policy = new SurvivorshipPolicy { Authority = Table(("shop", "*", FieldAuthority.None)) };

        Assert.Null(Why(policy, Said("shop", "York", 9)));
        var why = Why(policy, Said("shop", "York", 9), Said("crm", "Leeds", 0))!;
        Assert.Equal(SurvivorshipRule.OnlyValue, why.Winner.Rule);
        Assert.Equal(SurvivorshipRule.MayNotWrite, Assert.Single(why.Losers).LostBy);
    }

    [Fact]
    public void The_source_of_truth_that_repeats_what_it_was_told_says_nothing_of_its_own()
    {
        var policy = new SurvivorshipPolicy { Authority = Table(("crm", "*", FieldAuthority.Owner)) };
        var fold = ProfileFold.Apply(Profile.New(default), [Said("shop", "York", 0), Said("crm", "YORK", 9)], policy, (change, _) => change.Source == "crm");

        Assert.Equal(("\"York\"", SurvivorshipRule.NotAnEcho), (fold.After.Golden.Fields["city"].Value.Json, fold.After.Golden.Fields["city"].Rule));
    }

    [Fact]
    public void A_changed_policy_decides_anew_with_the_next_change()
    {
        Change[] history = [Said("crm", "Leeds", 0), Said("shop", "York", 9)];
        var before = Fold(history, SurvivorshipPolicy.Default);

        var after = ProfileFold.Apply(before, [history[0]], new() { Authority = Table(("crm", "city", FieldAuthority.Owner)) }, (_, _) => false).After;

        Assert.Equal("\"York\"", before.Golden.Fields["city"].Value.Json);
        Assert.Equal("\"Leeds\"", after.Golden.Fields["city"].Value.Json);
    }

    [Fact]
    public void Identifiers_count_whoever_gives_them()
    {
        var change = Said("shop", "York", 0) with { Identifiers = [new("email", "ada@example.com")] };

        var golden = Fold([change], new() { Authority = Table(("shop", "*", FieldAuthority.None)) }).Golden;

        Assert.Empty(golden.Fields);
        Assert.Contains(new("email", "ada@example.com"), golden.Identifiers);
    }

    private static AuthorityTable Table(params (string Source, string Field, FieldAuthority Authority)[] entries) =>
        new(entries.ToDictionary(e => (e.Source, "contact", e.Field), e => e.Authority));

    private static IEnumerable<(RecordKey Record, FieldAuthority Authority)> Speaking(SurvivorshipPolicy policy, Profile profile, string field) =>
        profile.Records.Values
            .Where(r => r.IsLive && r.Fields.TryGetValue(field, out var said) && !said.Value.IsNull)
            .Select(r => (r.Key, policy.Authority.Of(r.Key.Source, r.Key.Object, field)));

    private static void Holds(Func<SurvivorshipPolicy, Profile, string, bool> property) => Check(
        from policy in Policies
        from history in Histories.Any
        let profile = Fold(history, policy)
        select ((string[])["firstName", "city", "phone"]).All(field => property(policy, profile, field)));

    private static void Check(Gen<bool> property) =>
        Prop.ForAll(property.ToArbitrary(), holds => holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(40));

    private static string Bytes(Profile profile) => JsonSerializer.Serialize(GoldenDocument.Of(profile.Golden), CoreJson.Relaxed.GoldenDocument);

    private static Profile Fold(IReadOnlyList<Change> history, SurvivorshipPolicy policy) =>
        ProfileFold.Apply(Profile.New(default), history, policy, (_, _) => false).After;

    private static FieldExplanation? Why(SurvivorshipPolicy policy, params IReadOnlyList<Change> history) =>
        Survivorship.Explain([.. Fold(history, policy).Records.Values], "city", policy);

    private static Change Said(string source, string city, int second) => new()
    {
        Id = $"{source}-{second}",
        Source = source,
        Record = new("contact", "1"),
        Kind = ChangeKind.Upsert,
        OccurredAt = Histories.Start.AddSeconds(second),
        ReceivedAt = Histories.Start.AddSeconds(second),
        Fields = [new("city", FieldValue.Text(city))],
    };
}
