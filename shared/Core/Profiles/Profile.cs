using System.Collections.Immutable;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles.Splitting;

namespace ServerlessCdi.Core.Profiles;

/// <summary>A person: their records, and the golden profile that follows from them.</summary>
public sealed class Profile(ProfileId id, ProfileStatus status, ProfileId? mergedInto, long version, IReadOnlyDictionary<RecordKey, SourceRecord> records, Golden golden)
{
    private static readonly Dictionary<RecordKey, SourceRecord> NoRecords = [];

    public ProfileId Id { get; } = id;

    public ProfileStatus Status { get; } = status;

    /// <summary>
    /// The survivor, for a profile that is being or has been merged into another; for one that is being restored, the person
    /// whom it is taken out of.
    /// </summary>
    public ProfileId? MergedInto { get; } = mergedInto;

    /// <summary>Grows by one with each stored state; 0 for one that was never stored.</summary>
    public long Version { get; } = version;

    public IReadOnlyDictionary<RecordKey, SourceRecord> Records { get; } = records;

    public Golden Golden { get; } = golden;

    /// <summary>What ties the records and keeps others apart. Holds only of a profile that was loaded with its records, as all below.</summary>
    public PersonTies Ties { get; init; } = PersonTies.None;

    /// <summary>What was matched, by contact record.</summary>
    public ImmutableDictionary<RecordKey, MatchMark> Marks { get; init; } = ImmutableDictionary<RecordKey, MatchMark>.Empty;

    /// <summary>How the person is being taken apart; null where nobody does.</summary>
    public SplitPlan? Split { get; init; }

    /// <summary>
    /// The person, or one who became part of them, was taken apart at some time: what is remembered of who owns an
    /// identifier may be from before, and has to be read again.
    /// </summary>
    public bool WasSplit { get; init; }

    /// <summary>
    /// Whether a contact record is here; without one the profile only keeps what arrived before its person. Every contact
    /// has at least its own key among the golden identifiers, and no other record has any there.
    /// </summary>
    public bool IsPerson => Golden.Identifiers.Count > 0;

    /// <summary>
    /// Whether no identifier of a person ever led here: it keeps records that named nobody. Such a profile may be taken
    /// into a person's. Asks the records, so it holds only of a profile that was loaded with them.
    /// </summary>
    public bool IsUnattached => Status == ProfileStatus.Active && Records.Values.All(r => !r.Key.IsPerson && !r.IsLinked);

    /// <summary>
    /// Whether a contact record here names somebody, and not only browsers and devices. Once true it stays true. Asks the
    /// records, so it holds only of a profile that was loaded with them.
    /// </summary>
    public bool IsKnown => Records.Values.Any(r => r.Key.IsPerson && r.IsLinked);

    public static Profile New(ProfileId id) => new(id, ProfileStatus.Active, null, 0, NoRecords, Golden.Empty);

    /// <summary>How many persons became part of this one since then.</summary>
    public int MergesSince(DateTimeOffset time) => Ties.Origins.Values.Count(o => o.Id != Id && o.At >= time);

    /// <summary>The next state, with these records in place of those of the same key.</summary>
    public Profile With(IReadOnlyDictionary<RecordKey, SourceRecord> records, SurvivorshipPolicy policy) =>
        new(Id, Status, MergedInto, Version + 1, records, Survivorship.Decide([.. records.Values], policy)) { Ties = Ties, Marks = Marks, Split = Split, WasSplit = WasSplit };

    /// <summary>The next state, with other ties.</summary>
    public Profile With(PersonTies ties) => Next(Status, MergedInto, ties, Split, WasSplit);

    /// <summary>The same state, with the note that a record was matched.</summary>
    public Profile Marked(RecordKey record, MatchMark mark) => Beside(Ties, Marks.SetItem(record, mark), Split, WasSplit);

    /// <summary>The state from which nobody may write here any more: whoever tries finds the survivor instead.</summary>
    /// <param name="link">What ties the two; null where an identifier does. It is stored with this state, so that a crash cannot lose it.</param>
    public Profile Merging(ProfileId survivor, IdentityLink? link = null) =>
        Next(ProfileStatus.Merging, survivor, link is null ? Ties : Ties.With(link), null, WasSplit);

    /// <summary>What stays when everything has moved: a redirect.</summary>
    public Profile Merged() => new(Id, ProfileStatus.Merged, MergedInto, Version + 1, NoRecords, Golden.Empty) { WasSplit = WasSplit };

    /// <summary>The same, leading to another survivor.</summary>
    public Profile LeadingTo(ProfileId other) => Next(Status, other, Ties, null, WasSplit);

    /// <summary>The state in which the person is taken apart as planned: nobody else may write here, and whoever finds it goes on with it.</summary>
    public Profile Splitting(SplitPlan plan) => Next(ProfileStatus.Splitting, null, Ties, plan, wasSplit: true);

    /// <summary>The person without what left; <paramref name="plan"/> stays for as long as something is to be done yet.</summary>
    public Profile Remaining(SplitPlan? plan) => Next(ProfileStatus.Active, null, Ties, plan, wasSplit: true);

    /// <summary>The state in which a side of <paramref name="from"/> is written here: nobody else may write, and whoever comes finds the other.</summary>
    public Profile Restoring(ProfileId from) => Next(ProfileStatus.Restoring, from, Ties, null, wasSplit: true);

    /// <summary>The side is complete.</summary>
    public Profile Restored() => Next(ProfileStatus.Active, null, Ties, null, wasSplit: true);

    /// <summary>The same state with what belongs to it beside the records; for whoever puts a state together of several parts.</summary>
    public Profile Beside(PersonTies ties, ImmutableDictionary<RecordKey, MatchMark> marks, SplitPlan? split, bool wasSplit) =>
        new(Id, Status, MergedInto, Version, Records, Golden) { Ties = ties, Marks = marks, Split = split, WasSplit = wasSplit };

    private Profile Next(ProfileStatus status, ProfileId? into, PersonTies ties, SplitPlan? split, bool wasSplit) =>
        new(Id, status, into, Version + 1, Records, Golden) { Ties = ties, Marks = Marks, Split = split, WasSplit = wasSplit };
}

public enum ProfileStatus
{
    Active,

    /// <summary>Being merged: the survivor takes the records over, and finishes if the one who began it died.</summary>
    Merging,

    /// <summary>Merged: a redirect to the survivor.</summary>
    Merged,

    /// <summary>Erased: nothing is kept but the fact.</summary>
    Erased,

    /// <summary>Being taken apart: everything is here still, and nobody writes until whoever finds it has gone on with the plan.</summary>
    Splitting,

    /// <summary>Being written as a side of a person who is taken apart: a redirect to that person until it is complete.</summary>
    Restoring,
}
