namespace ServerlessCdi.Embedded.Tables.Entities;

/// <summary>The system properties, by the names that they have on the wire and in a dictionary entity.</summary>
internal static class EntityNames
{
    internal const string PartitionKey = "PartitionKey";
    internal const string RowKey = "RowKey";
    internal const string Timestamp = "Timestamp";
    internal const string ETag = "odata.etag";
    internal const string ETagProperty = "ETag";
}
