namespace Azure.Data.Tables;

/// <summary>What every stored entity has; a class with more public properties stores them too.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>Set by the service at each write; ignored when sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}
