using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Rest;

/// <summary>Tables of the emulator or of Azure.</summary>
internal sealed class RestBackend(RestRequests requests, string accountName) : ITableBackend
{
    public string AccountName => accountName;

    public Uri Endpoint => requests.Endpoint;

    public async Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"TableName":"{{table}}"}""");
        return Accept(await requests.SendAsync(RequestMethod.Post, requests.TablesAddress, body, null, cancellationToken));
    }

    public async Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken) =>
        Accept(await requests.SendAsync(RequestMethod.Delete, requests.TableItemAddress(table), null, null, cancellationToken));

    public async Task<TablePage> ListTablesAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var address = RestRequests.Query(
            requests.TablesAddress, ("$filter", request.Filter), ("$top", Top(request)), ("NextTableName", request.Token));
        var response = Accept(await requests.GetAsync(address, cancellationToken));
        using var json = JsonDocument.Parse(response.Content);
        var names = json.RootElement.GetProperty("value").EnumerateArray().Select(t => t.GetProperty("TableName").GetString()!).ToList();
        return new TablePage(names, Header(response, "x-ms-continuation-NextTableName"), response);
    }

    public async Task<Response> WriteAsync(string table, EntityCommand command, CancellationToken cancellationToken)
    {
        var (method, address, ifMatch) = requests.Route(table, command);
        var body = method == RequestMethod.Delete ? null : EntityJson.Write(command.Entity);
        return Accept(await requests.SendAsync(method, address, body, ifMatch, cancellationToken));
    }

    public async Task<IReadOnlyList<Response>> TransactAsync(
        string table, IReadOnlyList<EntityCommand> commands, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var body = BatchText.Write(id, commands, command => requests.Route(table, command));
        var response = await requests.SendBatchAsync(body, BatchText.Boundary(id), cancellationToken);
        return BatchText.Read(response, commands.Count);
    }

    public async Task<PointRead> ReadAsync(
        string table, EntityKey key, IReadOnlyCollection<string>? select, CancellationToken cancellationToken)
    {
        var address = RestRequests.Query(requests.EntityAddress(table, key), ("$select", Select(select)));
        var response = await requests.GetAsync(address, cancellationToken);
        if (response.Status == 404)
        {
            return new PointRead(null, response, RestErrors.Read(response));
        }

        using var json = JsonDocument.Parse(Accept(response).Content);
        return new PointRead(EntityJson.Read(json.RootElement, Header(response, "ETag")), response, null);
    }

    public async Task<EntityPage> QueryAsync(string table, PageRequest request, CancellationToken cancellationToken)
    {
        var from = PageToken.Read(request.Token);
        var address = RestRequests.Query(
            $"{requests.TableAddress(table)}()",
            ("$filter", request.Filter),
            ("$top", Top(request)),
            ("$select", Select(request.Select)),
            ("NextPartitionKey", from?.PartitionKey),
            ("NextRowKey", from?.RowKey));
        var response = Accept(await requests.GetAsync(address, cancellationToken));
        using var json = JsonDocument.Parse(response.Content);
        var rows = json.RootElement.GetProperty("value").EnumerateArray().Select(e => EntityJson.Read(e)).ToList();
        var next = Header(response, "x-ms-continuation-NextPartitionKey") is { } partition
            ? new EntityKey(partition, Header(response, "x-ms-continuation-NextRowKey") ?? string.Empty)
            : (EntityKey?)null;
        return new EntityPage(rows, PageToken.Write(next), response);
    }

    private static string Top(PageRequest request) => request.Top.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Select(IReadOnlyCollection<string>? names) => names is null ? null : string.Join(',', names);

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;

    private static Response Accept(Response response) => response.Status < 300 ? response : throw RestErrors.Read(response);
}
