using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Importing;

/// <summary>The outcome of every row as CSV: row 1 is the first below the header.</summary>
internal static class ImportReport
{
    public static async Task WriteAsync(string path, ApiClient api, ImportResult result, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new StreamWriter(path);
            await file.WriteLineAsync("row,outcome,reason");
            if (result.View.Text("id") is not { } id)
            {
                await WriteAsync(file, 0, result.View);
                return;
            }

            for (long? from = 0; from is not null;)
            {
                var page = await api.GetAsync($"api/imports/{id}/rows?from={from}", cancellationToken);
                await WriteAsync(file, from.Value, page);
                from = long.TryParse(page.Text("next"), CultureInfo.InvariantCulture, out var next) ? next : null;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure($"The import is done, but its report cannot be written to {path}: {fault.Message}");
        }
    }

    private static async Task WriteAsync(StreamWriter file, long from, JsonNode page)
    {
        var reasons = page.Items("waiting").ToDictionary(w => w.Text("row") ?? "", w => w.Text("reason") ?? "");
        foreach (var letter in page.Text("outcomes") ?? "")
        {
            var reason = reasons.GetValueOrDefault(from.ToString(CultureInfo.InvariantCulture), "");
            from++;
            await file.WriteLineAsync($"{from.ToString(CultureInfo.InvariantCulture)},{RowOutcome.Word(letter)},{CsvText.Quote(reason)}");
        }
    }
}
