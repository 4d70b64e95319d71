using Azure.Data.Tables;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>Writes commits and tells a refusal's meanings apart.</summary>
internal sealed class ProfileCommitter(MeteredTable table, KeyRing ring, DataKeys dataKeys)
{
    public async Task<CommitResult> CommitAsync(ProfileCommit commit, CancellationToken cancellationToken)
    {
        var keys = await ring.GetAsync(cancellationToken);
        var key = await KeyAsync(commit, cancellationToken);
        if (RepeatedInCommit(commit, keys.Hash) is { Count: > 0 } repeated)
        {
            return CommitResult.Duplicate(repeated);
        }

        var plan = new CommitPlan(commit, keys.Hash, key);
        foreach (var chunk in plan.Before.Chunk(MeteredTable.MaxTransaction))
        {
            await table.SubmitAsync([.. chunk.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))], cancellationToken);
        }

        var result = await SubmitAsync(plan, commit.Next.Id, key, cancellationToken);
        if (result.Status == CommitStatus.Committed && plan.After.Count > 0)
        {
            await table.DeleteRowsAsync(commit.Next.Id.ToString(), plan.After, cancellationToken);
        }

        return result;
    }

    private async ValueTask<DataKey?> KeyAsync(ProfileCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Next.Status == ProfileStatus.Erased)
        {
            return null;
        }

        return commit.Handle is ProfileHandle { Key: { } key }
            ? await dataKeys.ForWriteAsync(commit.Next.Id, key, cancellationToken)
            : await dataKeys.CreateAsync(commit.Next.Id, cancellationToken);
    }

    private async Task<CommitResult> SubmitAsync(CommitPlan plan, ProfileId id, DataKey? key, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var responses = await table.SubmitAsync(plan.Actions, cancellationToken);
                Remember(id, key);
                return CommitResult.Committed(new ProfileHandle(responses[0].Headers.ETag ?? default, key));
            }
            catch (TableTransactionFailedException refused) when (refused.Status == 404 && IsDeletion(plan, refused))
            {
                // What was to go is gone already: the rest is tried again without it.
                plan.Actions.RemoveAt(refused.FailedTransactionActionIndex!.Value);
            }
            catch (TableTransactionFailedException refused) when (refused.Status is 404 or 409 or 412)
            {
                return await RefusalAsync(plan, id, refused, cancellationToken);
            }
        }
    }

    private async Task<CommitResult> RefusalAsync(CommitPlan plan, ProfileId id, TableTransactionFailedException refused, CancellationToken cancellationToken)
    {
        if (refused.Status != 409 || refused.FailedTransactionActionIndex == 0)
        {
            return CommitResult.Conflict;
        }

        var present = await Bounded.SelectAsync(
            plan.Timeline,
            async (row, token) => await table.FindAsync(id.ToString(), row, [TimelineRow.TicksColumn], token) is not null,
            cancellationToken);
        var duplicates = Enumerable.Range(0, present.Length).Where(i => present[i]).ToList();
        return duplicates.Count > 0 ? CommitResult.Duplicate(duplicates) : CommitResult.Conflict;
    }

    private void Remember(ProfileId id, DataKey? key)
    {
        if (key is null)
        {
            dataKeys.Forget(id);
        }
        else
        {
            dataKeys.Remember(id, key);
        }
    }

    // A transaction may name a row once, so the second of two equal changes is told apart here.
    private static List<int> RepeatedInCommit(ProfileCommit commit, KeyedHash hash)
    {
        if (commit.Timeline.Count < 2)
        {
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, commit.Timeline.Count).Where(i => !seen.Add(RowKeys.Timeline(commit.Timeline[i], hash)))];
    }

    private static bool IsDeletion(CommitPlan plan, TableTransactionFailedException refused) =>
        refused.FailedTransactionActionIndex is { } index
        && index < plan.Actions.Count
        && plan.Actions[index].ActionType == TableTransactionActionType.Delete;
}
