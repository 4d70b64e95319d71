using System.Globalization;
using System.Text;
using Azure;
using Azure.Core;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Entities;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Rest;

/// <summary>
/// An entity group transaction on the wire: requests inside one change set inside one multipart body.
/// Source: https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.
/// </summary>
internal static class BatchText
{
    private const string StatusLine = "HTTP/1.1 ";

    public static string Boundary(Guid id) => $"batch_{id}";

    public static byte[] Write(
        Guid id, IReadOnlyList<EntityCommand> commands, Func<EntityCommand, (RequestMethod Method, string Address, string? IfMatch)> route)
    {
        using var body = new MemoryStream();
        Line(body, $"--{Boundary(id)}");
        Line(body, $"Content-Type: multipart/mixed; boundary=changeset_{id}");
        Line(body, string.Empty);
        foreach (var command in commands)
        {
            Line(body, $"--changeset_{id}");
            WritePart(body, command, route(command));
        }

        Line(body, $"--changeset_{id}--");
        Line(body, $"--{Boundary(id)}--");
        return body.ToArray();
    }

    /// <exception cref="Azure.Data.Tables.TableTransactionFailedException">The service refused.</exception>
    public static IReadOnlyList<Response> Read(Response response, int count)
    {
        if (response.Status != 202)
        {
            throw TableErrors.InTransaction(RestErrors.Read(response), 0);
        }

        var answers = new List<Response>(count);
        var text = response.Content.ToString();
        for (var at = text.IndexOf(StatusLine, StringComparison.Ordinal); at >= 0;)
        {
            var next = text.IndexOf(StatusLine, at + StatusLine.Length, StringComparison.Ordinal);
            var part = next < 0 ? text[at..] : text[at..next];
            answers.Add(ReadPart(part, answers.Count));
            at = next;
        }

        return answers.Count == count
            ? answers
            : throw TableErrors.Create(500, "InternalError", $"The service answered {answers.Count} of {count} parts of a transaction.");
    }

    private static void WritePart(MemoryStream body, EntityCommand command, (RequestMethod Method, string Address, string? IfMatch) route)
    {
        Line(body, "Content-Type: application/http");
        Line(body, "Content-Transfer-Encoding: binary");
        Line(body, string.Empty);
        Line(body, $"{route.Method} {route.Address} HTTP/1.1");
        Line(body, $"Accept: {RestRequests.Json}");
        Line(body, "DataServiceVersion: 3.0");
        Line(body, "Prefer: return-no-content");
        if (route.IfMatch is not null)
        {
            Line(body, $"If-Match: {route.IfMatch}");
        }

        if (route.Method == RequestMethod.Delete)
        {
            Line(body, string.Empty);
        }
        else
        {
            Line(body, "Content-Type: application/json");
            Line(body, string.Empty);
            body.Write(EntityJson.Write(command.Entity));
        }

        Line(body, string.Empty);
    }

    private static LocalResponse ReadPart(string part, int position)
    {
        var status = int.Parse(part.AsSpan(StatusLine.Length, 3), CultureInfo.InvariantCulture);
        if (status < 300)
        {
            return new LocalResponse(status, Header(part, "ETag"));
        }

        var start = part.IndexOf('{', StringComparison.Ordinal);
        var end = part.LastIndexOf('}');
        var body = start >= 0 && end > start ? part[start..(end + 1)] : string.Empty;
        var error = RestErrors.Read(status, Header(part, "x-ms-error-code"), Encoding.UTF8.GetBytes(body));
        throw TableErrors.InTransaction(error, RestErrors.IndexOf(error) ?? position);
    }

    private static string? Header(string part, string name)
    {
        foreach (var line in part.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')
            {
                return line[(name.Length + 1)..].Trim().ToString();
            }
        }

        return null;
    }

    private static void Line(MemoryStream body, string text)
    {
        body.Write(Encoding.UTF8.GetBytes(text));
        body.Write("\r\n"u8);
    }
}
