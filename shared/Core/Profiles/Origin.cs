namespace ServerlessCdi.Core.Profiles;

/// <summary>What a person consisted of before others became one with them: by this an id is given back when they are taken apart.</summary>
/// <param name="Records">The contact records, in their order.</param>
/// <param name="At">When the person was joined in; for the survivor, when they first took somebody in.</param>
/// <param name="Cause">The id of the link that tied them, or <see cref="ByIdentifier"/>.</param>
public sealed record Origin(ProfileId Id, IReadOnlyList<RecordKey> Records, DateTimeOffset At, string Cause)
{
    /// <summary>An identifier led to both.</summary>
    public const string ByIdentifier = "identifier";
}
