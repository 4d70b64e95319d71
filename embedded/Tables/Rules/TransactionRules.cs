using Azure;
using Azure.Data.Tables.Models;
using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Rules;

/// <summary>
/// The limits of an entity group transaction. The emulator lets a transaction span partitions; the service does not.
/// Source: https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.
/// </summary>
internal static class TransactionRules
{
    private const int MaxOperations = 100;
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Allowance for the part headers that the service counts with each operation.</summary>
    private const int PartOverhead = 300;

    /// <exception cref="Azure.Data.Tables.TableTransactionFailedException">With the index of the operation that breaks a rule.</exception>
    public static void Check(IReadOnlyList<EntityCommand> commands)
    {
        var seen = new HashSet<string>(commands.Count, StringComparer.Ordinal);
        var partition = commands[0].Entity.PartitionKey;
        var bytes = 0;
        for (var i = 0; i < commands.Count; i++)
        {
            try
            {
                bytes += EntityRules.Check(commands[i]) + PartOverhead;
                CheckPlace(commands[i].Entity, partition, seen, i);
                if (bytes > MaxBytes)
                {
                    throw TableErrors.Create(413, "RequestBodyTooLarge", "The request body is larger than 4 MiB.");
                }
            }
            catch (RequestFailedException e)
            {
                throw TableErrors.InTransaction(e, i);
            }
        }
    }

    private static void CheckPlace(EntityData entity, string partition, HashSet<string> seen, int index)
    {
        if (index >= MaxOperations)
        {
            throw TableErrors.Invalid("The batch request operation exceeds the maximum 100 changes per change set.");
        }

        if (!string.Equals(entity.PartitionKey, partition, StringComparison.Ordinal))
        {
            throw TableErrors.Create(
                400, TableErrorCode.CommandsInBatchActOnDifferentPartitions, "All commands in a batch must operate on same entity group.");
        }

        if (!seen.Add(entity.RowKey))
        {
            throw TableErrors.Create(
                400, TableErrorCode.InvalidDuplicateRow, "The batch request contains multiple changes with same row key.");
        }
    }
}
