using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Importing;

/// <summary>Sends a file in one request to be asked what would become of it.</summary>
internal sealed class ImportRehearsal(CliContext context, ApiClient api, ImportWanted wanted)
{
    public async Task<ImportResult> RunAsync(ImportFile file, ImportProgress progress, bool outcomes, CancellationToken cancellationToken)
    {
        var reader = await file.RowsAsync(wanted.Format, cancellationToken);
        var batches = new RowBatches(reader);
        JsonNode? view = null;
        await progress.ShowAsync(0, async () =>
        {
            var isFirst = true;
            var content = new RowContent(wanted.FormatWord, !context.BaseUrl.IsLoopback, async (stream, token) =>
            {
                while (await batches.NextAsync(token) is { } batch)
                {
                    var rows = isFirst || reader.Header is null ? batch.Body : batch.Body[(Encoding.UTF8.GetByteCount(reader.Header) + 1)..];
                    isFirst = false;
                    await stream.WriteAsync(rows, token);
                    progress.Passed(batch.Next);
                }
            });
            view = await api.CallAsync(HttpMethod.Post, Path(outcomes), content, cancellationToken);
        });
        return new(view!, batches.Rows, batches.Checksum.ToString()); // set by then
    }

    private string Path(bool outcomes)
    {
        var path = new StringBuilder($"api/imports?dryRun=true&source={Uri.EscapeDataString(wanted.Source)}&format={wanted.FormatWord}");
        if (wanted.Object is { } kind)
        {
            path.Append($"&object={Uri.EscapeDataString(kind)}");
        }

        if (wanted.Format.Delimiter is { } delimiter)
        {
            path.Append($"&delimiter={Uri.EscapeDataString(delimiter.ToString())}");
        }

        foreach (var (from, to) in wanted.Format.Rename)
        {
            path.Append($"&map={Uri.EscapeDataString($"{from}={to}")}");
        }

        return (outcomes ? path.Append("&outcomes=true") : path).ToString();
    }
}
