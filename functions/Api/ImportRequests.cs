using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Functions.Api;

/// <summary>Between HTTP and an import: settings from a query or a body, rows from a body, refusals as problems.</summary>
internal static class ImportRequests
{
    /// <summary>Unpacked bytes of the rows of one request.</summary>
    private const long MaxChunkBytes = 32 * 1024 * 1024;

    /// <summary>The settings, or null where a word is not of those that are allowed.</summary>
    public static ImportSettings? Read(ImportRequest request)
    {
        if (Kind(request.Format) is not { } kind || request.Source is null || request.Delimiter is { Length: not 1 })
        {
            return null;
        }

        var format = new RowFormat { Kind = kind, Delimiter = request.Delimiter?[0], Rename = request.Headers ?? new Dictionary<string, string>() };
        return new(request.Source, request.Object, format, request.Fingerprint);
    }

    /// <summary>The settings of a file that is the body: its media type says the format where the query does not.</summary>
    public static ImportSettings? Read(HttpRequest request)
    {
        var query = request.Query;
        var isJson = request.ContentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true
            || request.ContentType?.Contains("jsonl", StringComparison.OrdinalIgnoreCase) == true;
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rename in query["map"])
        {
            if (rename?.Split('=', 2) is not [{ Length: > 0 } from, { Length: > 0 } to])
            {
                return null;
            }

            renames[from] = to;
        }

        var format = Text(query["format"]) ?? (isJson ? "ndjson" : "csv");
        var read = Read(new ImportRequest(Text(query["source"]), Text(query["object"]), format, Text(query["delimiter"]), renames, null));
        return read is null ? null : read with { Format = read.Format with { Encoding = Text(query["encoding"]) } };
    }

    /// <summary>The body as rows: unpacked where it is gzip, and no longer than a request may be.</summary>
    public static Task<Stream> ChunkAsync(HttpRequest request, CancellationToken cancellationToken) =>
        RowStream.OpenAsync(request.Body, MaxChunkBytes, cancellationToken);

    /// <summary>The body as a file of any length, as far as the host lets it be.</summary>
    public static Task<Stream> FileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        return RowStream.OpenAsync(request.Body, long.MaxValue, cancellationToken);
    }

    public static bool IsPacked(HttpRequest request) => request.Headers.ContentEncoding.ToString() is "" or "identity" or "gzip";

    /// <summary>Runs it, and answers what it refuses.</summary>
    public static async Task<IResult> AnswerAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (ImportFormatException wrong)
        {
            return Problems.InvalidRows(wrong.Message);
        }
        catch (RowsTooLargeException)
        {
            return Problems.RowsTooLarge;
        }
        catch (ImportStoreException)
        {
            return Problems.StoreAway;
        }
    }

    public static IResult Refused(ImportRefusal refusal, ImportState? state) => refusal switch
    {
        ImportRefusal.NotFound => Problems.ImportNotFound,
        ImportRefusal.Ended => Problems.ImportEnded,
        ImportRefusal.Gap => Problems.ImportGap(state?.Next ?? 0),
        ImportRefusal.OtherRows => Problems.ImportOtherRows(state?.Next ?? 0),
        ImportRefusal.NoRows => Problems.InvalidImport("The source is no longer configured, or its connector reads no rows."),
        ImportRefusal.Mismatch => Problems.ImportMismatch(state?.Next ?? 0),
    };

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static RowKind? Kind(string? format) => format switch
    {
        null or "csv" => RowKind.Csv,
        "ndjson" => RowKind.Ndjson,
        _ => null,
    };
}
