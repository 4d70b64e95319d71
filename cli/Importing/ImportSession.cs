using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli.Importing;

/// <summary>Brings a file to the app in requests that may each be repeated, from the row where the app stands.</summary>
internal sealed class ImportSession(CliContext context, ApiClient api, ImportWanted wanted)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly bool _packed = !context.BaseUrl.IsLoopback;

    public async Task<ImportResult> RunAsync(ImportFile file, ImportProgress progress, CancellationToken cancellationToken)
    {
        var fingerprint = await file.FingerprintAsync(cancellationToken);
        var reader = await file.RowsAsync(wanted.Format, cancellationToken);
        var batches = new RowBatches(reader);
        var import = await OpenAsync(fingerprint, cancellationToken);
        var id = import.Text("id") ?? throw new CliFailure("The app did not say the id of the import.");
        if (ImportSummary.Number(import, "rows") is > 0 and var known)
        {
            context.Note($"Import {id} goes on at row {known + 1:N0}.");
            await SkipAsync(batches, import, known, progress, cancellationToken);
        }

        await progress.ShowAsync(batches.Rows, async () =>
        {
            var next = await batches.NextAsync(cancellationToken);
            while (next is { } batch)
            {
                // While the app works on these rows, the next are read.
                var sending = PatientlyAsync(
                    () => api.CallAsync(HttpMethod.Post, $"api/imports/{id}/rows?from={batch.From}", RowContent.Of(wanted.FormatWord, _packed, batch.Body), cancellationToken),
                    cancellationToken);
                next = await batches.NextAsync(cancellationToken);
                await sending;
                progress.Passed(batch.Next);
            }
        });
        var counted = new JsonObject { ["rows"] = batches.Rows, ["checksum"] = batches.Checksum.ToString() };
        var view = await PatientlyAsync(() => api.PostAsync($"api/imports/{id}/complete", counted, cancellationToken), cancellationToken);
        return new(view, batches.Rows, batches.Checksum.ToString());
    }

    private async Task<JsonNode> OpenAsync(string? fingerprint, CancellationToken cancellationToken)
    {
        if (wanted.Resume is { } id)
        {
            var import = await api.GetAsync($"api/imports/{Uri.EscapeDataString(id)}", cancellationToken);
            return import.Text("status") == "open" ? import : throw new CliFailure($"Import {id} is complete: there is nothing to go on with.");
        }

        if (fingerprint is not null && !wanted.Fresh)
        {
            var imports = await api.GetAsync("api/imports", cancellationToken);
            var unfinished = imports.Items("imports").FirstOrDefault(i =>
                i.Text("status") == "open" && i.Text("source") == wanted.Source && i.Text("object") == wanted.Object && i.Text("fingerprint") == fingerprint);
            if (unfinished is not null)
            {
                return unfinished;
            }
        }

        var headers = new JsonObject();
        foreach (var (from, to) in wanted.Format.Rename)
        {
            headers[from] = to;
        }

        var request = new JsonObject
        {
            ["source"] = wanted.Source,
            ["object"] = wanted.Object,
            ["format"] = wanted.FormatWord,
            ["delimiter"] = wanted.Format.Delimiter?.ToString(),
            ["headers"] = headers,
            ["fingerprint"] = fingerprint,
        };
        return await api.PostAsync("api/imports", request, cancellationToken);
    }

    private static async Task SkipAsync(RowBatches batches, JsonNode import, long known, ImportProgress progress, CancellationToken cancellationToken)
    {
        var isThere = await batches.SkipAsync(known, progress.Passed, cancellationToken);
        if (!isThere || batches.Checksum.ToString() != import.Text("checksum"))
        {
            throw new CliFailure(
                $"The first {known:N0} rows are not those that import {import.Text("id")} took: it is another file, or it is read in another way. "
                + "Give the options that the import was begun with, or begin anew with --fresh.");
        }
    }

    /// <summary>Tries again while the app is away: what it took is not taken twice.</summary>
    private async Task<JsonNode> PatientlyAsync(Func<Task<JsonNode>> call, CancellationToken cancellationToken)
    {
        var time = context.Host.Time;
        var started = time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await call();
            }
            catch (CliFailure failure) when (failure.MayPass && time.GetElapsedTime(started) < wanted.Wait)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
