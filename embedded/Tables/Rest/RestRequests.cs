using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Rest;

/// <summary>
/// Writes and sends the service's requests. Retries are the pipeline's.
/// Source: https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api.
/// </summary>
internal sealed class RestRequests(HttpPipeline pipeline, Uri endpoint, string version)
{
    public const string Json = "application/json;odata=minimalmetadata";

    private readonly string _root = endpoint.AbsoluteUri.TrimEnd('/');

    public Uri Endpoint => endpoint;

    public string TablesAddress => $"{_root}/Tables";

    public string BatchAddress => $"{_root}/$batch";

    public static string Query(string address, params ReadOnlySpan<(string Name, string? Value)> arguments)
    {
        var separator = '?';
        foreach (var (name, value) in arguments)
        {
            if (!string.IsNullOrEmpty(value))
            {
                address = $"{address}{separator}{name}={Uri.EscapeDataString(value)}";
                separator = '&';
            }
        }

        return address;
    }

    public string TableItemAddress(string table) => $"{_root}/Tables('{table}')";

    public string TableAddress(string table) => $"{_root}/{table}";

    public string EntityAddress(string table, EntityKey key) =>
        $"{_root}/{table}(PartitionKey='{Quote(key.PartitionKey)}',RowKey='{Quote(key.RowKey)}')";

    /// <summary>Where a write goes, and how.</summary>
    public (RequestMethod Method, string Address, string? IfMatch) Route(string table, EntityCommand command)
    {
        var entity = EntityAddress(table, new EntityKey(command.Entity.PartitionKey, command.Entity.RowKey));
        var match = (command.IfMatch ?? ETag.All).ToString();
        return command.Type switch
        {
            TableTransactionActionType.Add => (RequestMethod.Post, TableAddress(table), null),
            TableTransactionActionType.UpsertMerge => (RequestMethod.Patch, entity, null),
            TableTransactionActionType.UpsertReplace => (RequestMethod.Put, entity, null),
            TableTransactionActionType.UpdateMerge => (RequestMethod.Patch, entity, match),
            TableTransactionActionType.UpdateReplace => (RequestMethod.Put, entity, match),
            TableTransactionActionType.Delete => (RequestMethod.Delete, entity, match),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
    }

    public Task<Response> GetAsync(string address, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, address, null, null, cancellationToken);

    public async Task<Response> SendAsync(
        RequestMethod method, string address, byte[]? body, string? ifMatch, CancellationToken cancellationToken)
    {
        var message = Prepare(method, address);
        var headers = message.Request.Headers;
        headers.SetValue("Prefer", "return-no-content");
        if (ifMatch is not null)
        {
            headers.SetValue("If-Match", ifMatch);
        }

        if (body is not null)
        {
            headers.SetValue("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(body);
        }

        return await SendAsync(message, cancellationToken);
    }

    public Task<Response> SendBatchAsync(byte[] body, string boundary, CancellationToken cancellationToken)
    {
        var message = Prepare(RequestMethod.Post, BatchAddress);
        message.Request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary={boundary}");
        message.Request.Content = RequestContent.Create(body);
        return SendAsync(message, cancellationToken);
    }

    private static string Quote(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private HttpMessage Prepare(RequestMethod method, string address)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(address));
        message.Request.Headers.SetValue("x-ms-version", version);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Accept", Json);
        return message;
    }

    private async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        // The response is buffered, and outlives its message.
        using (message)
        {
            await pipeline.SendAsync(message, cancellationToken);
            var response = message.Response;
            message.Response = null!;
            return response;
        }
    }
}
