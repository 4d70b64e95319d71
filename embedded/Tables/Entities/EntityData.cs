namespace ServerlessCdi.Embedded.Tables.Entities;

/// <summary>
/// An entity on its way in: keys and own properties, each value one of string, int, long, double, bool, DateTimeOffset,
/// Guid or byte[]; a null value is left out, as the service does.
/// </summary>
internal sealed record EntityData(string PartitionKey, string RowKey, IReadOnlyList<KeyValuePair<string, object>> Properties);
