using ServerlessCdi.Benchmarks.App;

namespace ServerlessCdi.Benchmarks.Measure;

/// <summary>List prices in US dollars, gathered from May 2025 to July 2026; check them before you rely on a sum.</summary>
internal static class AzurePrices
{
    /// <summary>Flex Consumption, on demand. https://azure.microsoft.com/pricing/details/functions/</summary>
    private const double GigabyteSecond = 0.000026;

    private const double Execution = 0.40 / 1e6;

    /// <summary>Standard, after the 13 million that its base price includes. https://azure.microsoft.com/pricing/details/service-bus/</summary>
    private const double QueueOperation = 0.80 / 1e6;

    /// <summary>https://azure.microsoft.com/pricing/details/storage/tables/</summary>
    private const double TableTransaction = 0.00036 / 1e4;

    /// <summary>https://azure.microsoft.com/pricing/details/key-vault/</summary>
    private const double SecretOperation = 0.03 / 1e4;

    /// <summary>Memory of an instance with about the two cores of this measurement, in GB.</summary>
    private const double InstanceGigabytes = 4;

    /// <param name="instanceSeconds">How long an instance is busy.</param>
    /// <param name="executions">Of functions: requests and batches.</param>
    public static CostBreakdown Of(AppOperations operations, double instanceSeconds, double executions) => new(
        (instanceSeconds * InstanceGigabytes * GigabyteSecond) + (executions * Execution),
        operations.QueueOperations * QueueOperation,
        (operations.TableReads + operations.TableWrites) * TableTransaction,
        operations.SecretReads * SecretOperation);
}

/// <summary>US dollars.</summary>
internal sealed record CostBreakdown(double Compute, double Queues, double Tables, double Secrets)
{
    public double Total => Compute + Queues + Tables + Secrets;
}
