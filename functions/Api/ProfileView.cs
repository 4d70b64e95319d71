using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Query;

namespace ServerlessCdi.Functions.Api;

/// <summary>A person as the API shows them.</summary>
/// <param name="IsPerson">False where no contact record is there: the profile only keeps what arrived before its person.</param>
/// <param name="Records">The contact records, which the golden profile comes from.</param>
/// <param name="Companies">Companies that the contact records named. They tie nobody.</param>
/// <param name="Related">Records of other objects that hang on the person, by object; the one that changed last is first.</param>
public sealed record ProfileView(
    ProfileId Id,
    long Version,
    bool IsPerson,
    SortedDictionary<string, FieldView> Fields,
    IReadOnlyList<IdentifierView> Identifiers,
    IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<RecordView> Records,
    IReadOnlyList<CompanyView> Companies,
    SortedDictionary<string, IReadOnlyList<RecordView>> Related,
    IReadOnlyList<DeliveryView> Deliveries)
{
    internal static ProfileView Of(Profile profile, IReadOnlySet<Identifier> shared, IReadOnlyList<DeliveryStanding> deliveries) => new(
        profile.Id,
        profile.Version,
        profile.IsPerson,
        new(profile.Golden.Fields.ToDictionary(f => f.Key, f => FieldView.Of(f.Value)), StringComparer.Ordinal),
        [.. profile.Golden.Identifiers.Select(i => new IdentifierView(i.Type, i.Value, shared.Contains(i)))],
        [.. profile.Golden.Consents.Values.Select(ConsentView.Of)],
        [.. profile.Records.Values.Where(r => r.Key.IsPerson).OrderBy(r => r.Key).Select(RecordView.Of)],
        [.. profile.Records.Values.Where(r => r.Key.IsPerson).OrderBy(r => r.Key).SelectMany(CompanyView.Of)],
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

/// <param name="Shared">An address of a function, or claimed by too many people: it ties the person to nobody.</param>
public sealed record IdentifierView(string Type, string Value, bool Shared);

/// <summary>A company that a contact record named.</summary>
/// <param name="Current">False where the same record named another of that source's companies later.</param>
/// <param name="Record">Key of the contact record, of the source <paramref name="NamedBy"/>.</param>
public sealed record CompanyView(string Source, string Key, bool Current, DateTimeOffset Time, string NamedBy, string Record)
{
    internal static IEnumerable<CompanyView> Of(SourceRecord record)
    {
        foreach (var ofSource in record.Affiliations.GroupBy(a => a.Key.Type))
        {
            var newest = ofSource.Max(a => a.Value);
            foreach (var (company, stamp) in ofSource)
            {
                yield return new(company.Type.Split(':')[1], company.Value, stamp == newest, stamp.Time, record.Key.Source, record.Key.Key);
            }
        }
    }
}

/// <param name="Members">The others whose golden address is the same; nothing else of them is said here.</param>
public sealed record HouseholdView(ProfileId Id, IReadOnlyList<ProfileId> Members);

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
