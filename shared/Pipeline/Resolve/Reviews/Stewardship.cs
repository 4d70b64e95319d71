using Microsoft.Extensions.Logging;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>
/// Persons made one, or taken apart, by a steward whom nobody asked. The audit knows before it happens, with the reason.
/// </summary>
public sealed class Stewardship(SideReader sides, PersonDesk persons, IAccessAudit audit, TimeProvider time, ILogger<Stewardship> log)
{
    public async Task<MergeAnswer> MergeAsync(PersonReference left, PersonReference right, string by, string why, CancellationToken cancellationToken)
    {
        var (one, other) = (await FindAsync(left, cancellationToken), await FindAsync(right, cancellationToken));
        if (one is not { } from || other is not { } to)
        {
            return new(MergeOutcome.NotFound, null);
        }

        if (from.Person.Id == to.Person.Id)
        {
            return new(MergeOutcome.AlreadyOne, from.Person.Id);
        }

        await NoteAsync(from.Person.Id, AccessAction.Merged, by, why, cancellationToken);
        await NoteAsync(to.Person.Id, AccessAction.Merged, by, why, cancellationToken);
        var link = IdentityLink.Between(from.Record, to.Record, IdentityLinkKind.Steward, time.GetUtcNow(), by);
        var tie = await persons.TieAsync(link, liftSeparations: true, cancellationToken);
        if (tie.Outcome == TieOutcome.Tied)
        {
            Log.Merged(log, from.Person.Id.ToString(), to.Person.Id.ToString());
        }

        return new(
            tie.Outcome switch
            {
                TieOutcome.Tied => MergeOutcome.Merged,
                TieOutcome.AlreadyOne => MergeOutcome.AlreadyOne,
                TieOutcome.PastLimit => MergeOutcome.PastLimit,
                TieOutcome.NotFound => MergeOutcome.NotFound,
                TieOutcome.Separated => throw new InvalidOperationException("A steward's word did not lift a separation."),
            },
            tie.Person);
    }

    /// <param name="person">Also an id from before a merge.</param>
    /// <returns>Null where there is no such person.</returns>
    public async Task<UnmergeResult?> UnmergeAsync(ProfileId person, UnmergeOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (await sides.FindAsync(person, cancellationToken) is not { } found)
        {
            return null;
        }

        await NoteAsync(found.Id, AccessAction.Unmerged, order.By, order.Why ?? "", cancellationToken);
        var result = await persons.UnmergeAsync(found.Id, order, cancellationToken);
        if (result.Outcome == UnmergeOutcome.Split)
        {
            Log.Unmerged(log, found.Id.ToString());
        }

        return result;
    }

    /// <summary>The person, and the record by which they are tied: the named one, or the first that is live.</summary>
    private async Task<(Profile Person, RecordKey Record)?> FindAsync(PersonReference reference, CancellationToken cancellationToken)
    {
        if (reference.Record is { } record)
        {
            return record.IsPerson && await sides.FindAsync(record, cancellationToken) is { } owner ? (owner, record) : null;
        }

        return reference.Profile is { } id
            && await sides.FindAsync(id, cancellationToken) is { IsPerson: true } person
            && person.Records.Values.Where(r => r.Key.IsPerson && r.IsLive).Select(r => r.Key).Order().Take(1).ToList() is [var first]
            ? (person, first)
            : null;
    }

    private Task NoteAsync(ProfileId person, AccessAction action, string by, string why, CancellationToken cancellationToken) =>
        audit.AddAsync(new(new(AuditArea.Profiles, person.ToString()), action, by, why, time.GetUtcNow()), cancellationToken);
}

/// <summary>A person by their profile or by one of their contact records.</summary>
public sealed record PersonReference(ProfileId? Profile, RecordKey? Record);

/// <param name="Person">Who both are now; null where they are not one.</param>
public sealed record MergeAnswer(MergeOutcome Outcome, ProfileId? Person);

public enum MergeOutcome
{
    Merged,

    AlreadyOne,

    /// <summary>One of the two is no person that is stored.</summary>
    NotFound,

    /// <summary>Together they would pass a limit on the identifiers of one person.</summary>
    PastLimit,
}
