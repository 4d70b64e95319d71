using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Query;

namespace ServerlessCdi.Functions.Api;

/// <summary>A person as the API shows them.</summary>
/// <param name="IsPerson">False where no contact record is there: the profile only keeps what arrived before its person.</param>
/// <param name="Records">The contact records, which the golden profile comes from.</param>
/// <param name="Related">Records of other objects that hang on the person, by object; the one that changed last is first.</param>
public sealed record ProfileView(
    ProfileId Id,
    long Version,
    bool IsPerson,
    SortedDictionary<string, FieldView> Fields,
    IReadOnlyList<Identifier> Identifiers,
    IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<RecordView> Records,
    SortedDictionary<string, IReadOnlyList<RecordView>> Related,
    IReadOnlyList<DeliveryView> Deliveries)
{
    internal static ProfileView Of(Profile profile, IReadOnlyList<DeliveryStanding> deliveries) => new(
        profile.Id,
        profile.Version,
        profile.IsPerson,
        new(profile.Golden.Fields.ToDictionary(f => f.Key, f => FieldView.Of(f.Value)), StringComparer.Ordinal),
        [.. profile.Golden.Identifiers],
        [.. profile.Golden.Consents.Values.Select(ConsentView.Of)],
        [.. profile.Records.Values.Where(r => r.Key.IsPerson).OrderBy(r => r.Key).Select(RecordView.Of)],
        RelatedOf(profile),
        [.. deliveries.Select(DeliveryView.Of)]);

    private static SortedDictionary<string, IReadOnlyList<RecordView>> RelatedOf(Profile profile)
    {
        var related = new SortedDictionary<string, IReadOnlyList<RecordView>>(StringComparer.Ordinal);
        foreach (var group in profile.Records.Values.Where(r => !r.Key.IsPerson).GroupBy(r => r.Key.Object))
        {
            related[group.Key] = [.. group.OrderByDescending(r => r.Newest).ThenBy(r => r.Key).Select(RecordView.Of)];
        }

        return related;
    }
}

/// <summary>A golden field with its provenance.</summary>
public sealed record FieldView(FieldValue Value, string Source, string Object, string Record, DateTimeOffset Time, string Change, string Rule)
{
    internal static FieldView Of(GoldenField field) =>
        new(field.Value, field.Record.Source, field.Record.Object, field.Record.Key, field.Stamp.Time, field.Stamp.ChangeId, RuleNames.Of(field.Rule));
}

/// <summary>A consent in force, with its evidence.</summary>
public sealed record ConsentView(
    string Purpose, string Channel, string State, string? Basis, string? Jurisdiction, string? Evidence, string Source, DateTimeOffset Time)
{
    internal static ConsentView Of(ConsentDecision decision) => new(
        decision.Entry.Purpose,
        decision.Entry.Channel,
        decision.State.ToString(),
        decision.Entry.Basis,
        decision.Entry.Jurisdiction,
        decision.Entry.Evidence,
        decision.Record.Source,
        decision.Stamp.Time);
}

/// <summary>One source's record: what it says of each field, and since when.</summary>
/// <param name="ChangedAt">When the newest change of the record happened at its source.</param>
public sealed record RecordView(string Source, string Object, string Key, bool Deleted, DateTimeOffset ChangedAt, SortedDictionary<string, AssertionView> Fields)
{
    internal static RecordView Of(SourceRecord record) => new(
        record.Key.Source,
        record.Key.Object,
        record.Key.Key,
        !record.IsLive,
        record.Newest.Time,
        new(record.Fields.ToDictionary(f => f.Key, f => new AssertionView(f.Value.Value, f.Value.Stamp.Time, f.Value.Echo)), StringComparer.Ordinal));
}

/// <param name="Echo">The value is our own write that came back.</param>
public sealed record AssertionView(FieldValue Value, DateTimeOffset Time, bool Echo);

/// <summary>What a destination was last told, or why it was not.</summary>
/// <param name="Withheld">Fields and identifiers that it asks for and never gets, each with the rule; absent where there are none.</param>
public sealed record DeliveryView(
    string Destination, string Outcome, long? Version, DateTimeOffset? Time, string? Reason, IReadOnlyDictionary<string, string>? Withheld)
{
    internal static DeliveryView Of(DeliveryStanding standing) => new(
        standing.Destination,
        standing.Sent?.Outcome.ToString() ?? "Pending",
        standing.Sent?.Version,
        standing.Sent?.Time,
        standing.Sent?.Reason,
        standing.Withheld.Count == 0 ? null : standing.Withheld);
}

/// <summary>Why a field has its value: the winner and every loser, each with the rule.</summary>
public sealed record WhyView(string Field, FieldView Winner, IReadOnlyList<LoserView> Losers)
{
    internal static WhyView Of(FieldExplanation why) => new(
        why.Field,
        FieldView.Of(why.Winner),
        [.. why.Losers.Select(l => new LoserView(l.Value, l.Record.Source, l.Record.Object, l.Record.Key, l.Stamp.Time, l.Stamp.ChangeId, RuleNames.Of(l.LostBy)))]);
}

public sealed record LoserView(FieldValue Value, string Source, string Object, string Record, DateTimeOffset Time, string Change, string LostBy);

/// <summary>One change in a person's history.</summary>
public sealed record TimelineEntryView(
    string Id, string Source, string Object, string Record, string Kind, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, string? Event, FieldValue Properties, SortedDictionary<string, FieldValue> Fields)
{
    internal static TimelineEntryView Of(Change change) => new(
        change.Id,
        change.Source,
        change.Record.Object,
        change.Record.Key,
        change.Kind.ToString(),
        change.OccurredAt,
        change.ReceivedAt,
        change.Event?.Name,
        change.Event?.Properties ?? FieldValue.Null,
        new(change.Fields.ToDictionary(f => f.Name, f => f.Value), StringComparer.Ordinal));
}

/// <param name="Next">Pass as <c>before</c> for the next page; null on the last one.</param>
public sealed record TimelineView(IReadOnlyList<TimelineEntryView> Entries, DateTimeOffset? Next);
