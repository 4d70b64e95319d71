using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Query;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>The persons of a review's two records as they are now; null where the record is gone.</summary>
public sealed record ReviewSides(Profile? Left, Profile? Right)
{
    /// <summary>Whether there is anything to decide: both are there and they are not one person.</summary>
    public bool AreTwo => Left is not null && Right is not null && Left.Id != Right.Id;
}

public sealed class SideReader(ProfileReader profiles)
{
    public async Task<ReviewSides> FindAsync(Review review, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(review);
        return review.IsReadable
            ? new(await FindAsync(review.LeftRecord, cancellationToken), await FindAsync(review.RightRecord, cancellationToken))
            : new(null, null);
    }

    /// <summary>The person who has the record; null where it is deleted or was never here.</summary>
    public async Task<Profile?> FindAsync(RecordKey record, CancellationToken cancellationToken)
    {
        var person = await profiles.FindAsync(record.Identifier.Type, record.Identifier.Value, null, cancellationToken);
        return person?.Records.GetValueOrDefault(record)?.IsLive == true ? person : null;
    }

    public Task<Profile?> FindAsync(ProfileId person, CancellationToken cancellationToken) => profiles.FindAsync(person, cancellationToken);
}
