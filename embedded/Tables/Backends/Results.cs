using Azure;
using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Backends;

internal readonly record struct EntityKey(string PartitionKey, string RowKey);

/// <summary>Row is null where there is no such entity; Error then tells which 404 it is.</summary>
internal sealed record PointRead(EntityRow? Row, Response Response, RequestFailedException? Error);

/// <summary>Token is what an earlier page ended with.</summary>
internal sealed record PageRequest(string? Filter, int Top, IReadOnlyCollection<string>? Select, string? Token);

/// <summary>A page may be empty and still have a token, as the service's pages may.</summary>
internal sealed record EntityPage(IReadOnlyList<EntityRow> Rows, string? Token, Response Response);

internal sealed record TablePage(IReadOnlyList<string> Names, string? Token, Response Response);
