using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace ServerlessCdi.Storage.Rows;

/// <summary>One table, with every transaction counted and the expected refusals (absent, present, changed) as values.</summary>
internal sealed class MeteredTable(TableClient table, StoreCounters counters)
{
    /// <summary>Operations that one entity group transaction may have, as Azure has it.</summary>
    public const int MaxTransaction = 100;

    public async Task<TableEntity?> FindAsync(string partition, string row, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        counters.TableRead();
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, select, cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>False where the row exists.</summary>
    public async Task<bool> TryAddAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        counters.TableWrite();
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == 409)
        {
            return false;
        }
    }

    public async Task UpsertAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        counters.TableWrite();
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>False where the row is gone or has another ETag by now.</summary>
    public async Task<bool> TryReplaceAsync(TableEntity entity, ETag etag, CancellationToken cancellationToken)
    {
        counters.TableWrite();
        try
        {
            await table.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>False where the row has another ETag by now. A row that is gone counts as deleted.</summary>
    public async Task<bool> TryDeleteAsync(string partition, string row, ETag etag, CancellationToken cancellationToken)
    {
        counters.TableWrite();
        try
        {
            await table.DeleteEntityAsync(partition, row, etag, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == 404)
        {
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == 412)
        {
            return false;
        }
    }

    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string filter,
        int? pageSize,
        IEnumerable<string>? select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in table.QueryAsync<TableEntity>(filter, pageSize, select, cancellationToken).AsPages())
        {
            counters.TableRead();
            foreach (var entity in page.Values)
            {
                yield return entity;
            }
        }
    }

    /// <exception cref="TableTransactionFailedException">Nothing was written.</exception>
    public async Task<IReadOnlyList<Response>> SubmitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        counters.TableWrite();
        return (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;
    }

    /// <summary>Deletes rows of one partition whatever their state, in transactions; rows that are gone already are no fault.</summary>
    public async Task DeleteRowsAsync(string partition, IEnumerable<string> rows, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(MaxTransaction))
        {
            try
            {
                await SubmitAsync([.. chunk.Select(row => Delete(partition, row, ETag.All))], cancellationToken);
            }
            catch (TableTransactionFailedException refused) when (refused.Status == 404)
            {
                foreach (var row in chunk)
                {
                    await TryDeleteAsync(partition, row, ETag.All, cancellationToken);
                }
            }
        }
    }

    public static TableTransactionAction Delete(string partition, string row, ETag etag) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, row) { ETag = etag }, etag);
}
