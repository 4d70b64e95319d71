namespace ServerlessCdi.Embedded.Tables.Entities;

/// <summary>An entity on its way out. A system property that a select left out is null.</summary>
internal sealed class EntityRow
{
    public string? PartitionKey { get; set; }

    public string? RowKey { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public string ETag { get; set; } = string.Empty;

    public List<KeyValuePair<string, object>> Properties { get; } = [];
}
