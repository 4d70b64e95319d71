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
