using System.Text.Json;
using Azure;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Rest;

/// <summary>Reads the service's refusals.</summary>
internal static class RestErrors
{
    public static RequestFailedException Read(Response response)
    {
        response.Headers.TryGetValue("x-ms-error-code", out var header);
        return Read(response.Status, header, response.ContentStream is null ? default : response.Content.ToMemory());
    }

    public static RequestFailedException Read(int status, string? code, ReadOnlyMemory<byte> body)
    {
        var message = "Service request failed.";
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.GetProperty("odata.error");
            code = error.GetProperty("code").GetString() ?? code;
            message = error.GetProperty("message").GetProperty("value").GetString() ?? message;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not every refusal has a JSON body (a proxy's, a signature's); status and header then have to do.
        }

        return TableErrors.Create(status, code ?? "Unknown", message);
    }

    /// <summary>In a transaction the message begins with the index of the part refused: "3:The specified ...".</summary>
    public static int? IndexOf(RequestFailedException error)
    {
        var cut = error.Message.IndexOf(':', StringComparison.Ordinal);
        return cut > 0 && int.TryParse(error.Message.AsSpan(0, cut), out var index) ? index : null;
    }
}
