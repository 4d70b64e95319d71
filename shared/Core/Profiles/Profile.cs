namespace ServerlessCdi.Core.Profiles;

/// <summary>A person: their records, and the golden profile that follows from them.</summary>
public sealed class Profile(ProfileId id, ProfileStatus status, ProfileId? mergedInto, long version, IReadOnlyDictionary<RecordKey, SourceRecord> records, Golden golden)
{
    public ProfileId Id { get; } = id;

    public ProfileStatus Status { get; } = status;

    /// <summary>The survivor, for a profile that is being or has been merged into another.</summary>
    public ProfileId? MergedInto { get; } = mergedInto;

    /// <summary>Grows by one with each stored state; 0 for one that was never stored.</summary>
    public long Version { get; } = version;

    public IReadOnlyDictionary<RecordKey, SourceRecord> Records { get; } = records;

    public Golden Golden { get; } = golden;

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

    public static Profile New(ProfileId id) =>
        new(id, ProfileStatus.Active, null, 0, new Dictionary<RecordKey, SourceRecord>(), Golden.Empty);

    /// <summary>The next state, with these records in place of those of the same key.</summary>
    public Profile With(IReadOnlyDictionary<RecordKey, SourceRecord> records, SurvivorshipPolicy policy) =>
        new(Id, Status, MergedInto, Version + 1, records, Survivorship.Decide([.. records.Values], policy));

    /// <summary>The state from which nobody may write here any more: whoever tries finds the survivor instead.</summary>
    public Profile Merging(ProfileId survivor) => new(Id, ProfileStatus.Merging, survivor, Version + 1, Records, Golden);

    /// <summary>What stays when everything has moved: a redirect.</summary>
    public Profile Merged() => new(Id, ProfileStatus.Merged, MergedInto, Version + 1, new Dictionary<RecordKey, SourceRecord>(), Golden.Empty);
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
}
