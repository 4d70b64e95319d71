using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Unit.Profiles;

public sealed class A_profile_is_a_function_of_what_was_said
{
    /// <summary>Histories a property; CDI_PROPERTY_CASES asks for a longer run.</summary>
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("CDI_PROPERTY_CASES"), out var cases) ? cases : 400;

    private static readonly ProfileId Someone = ProfileId.Parse("0198c0de-0000-7000-8000-000000000001");
    private static readonly SurvivorshipPolicy Policy = new()
    {
        Priority = ["crm", "shop"],
        Fields = new Dictionary<string, IReadOnlyList<string>> { ["city"] = [] },
    };

    [Fact]
    public void Any_order_gives_the_same_bytes() => Check(
        from history in Histories.Any
        from shuffled in Gen.Shuffle(history)
        select Bytes(history) == Bytes(shuffled));

    [Fact]
    public void Any_repetition_gives_the_same_bytes() => Check(
        from history in Histories.Any
        from again in history.Length == 0 ? Gen.Constant<Change[]>([]) : Gen.SubListOf<Change>(history).Select(l => l.ToArray())
        select Bytes(history) == Bytes([.. history, .. again]));

    [Fact]
    public void Any_cut_into_batches_gives_the_same_bytes() => Check(
        from history in Histories.Any
        from size in Gen.Choose(1, 7)
        select Bytes(history) == Text(history.Chunk(size).Aggregate(Profile.New(Someone), Fold)));

    [Fact]
    public void Storing_and_loading_between_batches_gives_the_same_bytes() => Check(
        from history in Histories.Any
        select Bytes(history) == Text(history.Chunk(3).Aggregate(Profile.New(Someone), (profile, batch) => Reloaded(Fold(profile, batch)))));

    [Fact]
    public void Every_golden_value_is_one_that_a_live_record_holds() => Check(
        from history in Histories.Any
        let profile = Fold(Profile.New(Someone), history)
        select profile.Golden.Fields.All(f => profile.Records[f.Value.Record] is { IsLive: true } record && record.Fields[f.Key].Value == f.Value.Value));

    [Fact]
    public void A_refusal_in_any_record_is_never_overruled_by_another() => Check(
        from history in Histories.Any
        let profile = Fold(Profile.New(Someone), history)
        let refusals = profile.Records.Values.SelectMany(r => r.Consents.Values).Any(c => c.Entry.State is not Core.Consent.ConsentState.Granted)
        select !refusals || ConsentDecisions.InForce(profile.Golden, "marketing", "email") != Core.Consent.ConsentState.Granted);

    [Fact]
    public void Beside_deals_and_orders_any_order_cut_repetition_and_reloading_gives_the_same_bytes() => Check(
        from history in Histories.AnyWithOthers
        from shuffled in Gen.Shuffle(history)
        from size in Gen.Choose(1, 7)
        let again = shuffled.Concat(history.Take(size)).Chunk(size)
        select Bytes(history) == Text(again.Aggregate(Profile.New(Someone), (profile, batch) => Reloaded(Fold(profile, batch)))));

    [Fact]
    public void Halves_of_a_history_that_are_joined_are_the_whole() => Check(
        from history in Histories.AnyWithOthers
        from cut in Gen.Choose(0, history.Length)
        let one = Fold(Profile.New(Someone), [.. history.Take(cut)])
        let other = Fold(Profile.New(Someone), [.. history.Skip(cut)])
        select Bytes(history) == Text(Joined(one, other)));

    [Fact]
    public void Deals_and_orders_change_no_golden_field_and_no_golden_identifier() => Check(
        from history in Histories.AnyWithOthers
        let alone = Fold(Profile.New(Someone), [.. history.Where(c => RecordKey.Of(c).IsPerson)])
        let beside = Fold(Profile.New(Someone), history)
        select GoldenText(alone) == GoldenText(beside) && alone.IsPerson == beside.IsPerson);

    [Fact]
    public void A_deal_or_an_order_holds_one_link_of_a_change_and_never_widens_what_is_allowed() => Check(
        from history in Histories.AnyWithOthers
        let alone = Fold(Profile.New(Someone), [.. history.Where(c => RecordKey.Of(c).IsPerson)])
        let beside = Fold(Profile.New(Someone), history)
        select beside.Records.Values.Where(r => !r.Key.IsPerson).All(r => !r.Identifiers.Keys.Any(i => i.Value == "bob@example.com"))
            && (!Allowed(beside) || Allowed(alone)));

    private static bool Allowed(Profile profile) => ConsentDecisions.InForce(profile.Golden, "marketing", "email") == Core.Consent.ConsentState.Granted;

    private static string GoldenText(Profile profile) =>
        JsonSerializer.Serialize(GoldenDocument.Of(profile.Golden) with { Consents = [] }, CoreJson.Relaxed.GoldenDocument);

    private static Profile Joined(Profile one, Profile other)
    {
        var records = one.Records.ToDictionary(r => r.Key, r => r.Value.Clone());
        foreach (var record in other.Records.Values)
        {
            (records.TryGetValue(record.Key, out var known) ? known : records[record.Key] = new SourceRecord(record.Key)).Join(record);
        }

        return one.With(records, Policy);
    }

    private static Profile Fold(Profile profile, IReadOnlyList<Change> changes) => ProfileFold.Apply(profile, changes, Policy, (_, _) => false).After;

    private static Profile Reloaded(Profile profile)
    {
        var records = profile.Records.ToDictionary(
            r => r.Key,
            r => JsonSerializer.Deserialize(
                JsonSerializer.SerializeToUtf8Bytes(RecordDocument.Of(r.Value), CoreJson.Relaxed.RecordDocument), CoreJson.Relaxed.RecordDocument)!.ToRecord());
        return new(profile.Id, profile.Status, profile.MergedInto, profile.Version, records, profile.Golden);
    }

    private static string Bytes(IReadOnlyList<Change> history) => Text(Fold(Profile.New(Someone), history));

    private static string Text(Profile profile) => string.Join('\n',
    [
        JsonSerializer.Serialize(GoldenDocument.Of(profile.Golden), CoreJson.Relaxed.GoldenDocument),
        .. profile.Records.Values.OrderBy(r => r.Key).Select(r => JsonSerializer.Serialize(RecordDocument.Of(r), CoreJson.Relaxed.RecordDocument)),
    ]);

    private static void Check(Gen<bool> property) =>
        Prop.ForAll(property.ToArbitrary(), holds => holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(40));
}
