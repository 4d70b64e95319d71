using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Benchmarks.App;
using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks;

/// <summary>Sends files to an app of its own, one after another, each in one request.</summary>
internal static class ImportBenchmark
{
    private const int WarmUp = 10_000;

    private static readonly TimeProvider Clock = TimeProvider.System;

    public static async Task<IReadOnlyList<ImportTiming>> RunAsync(int rows, CancellationToken cancellationToken)
    {
        await using var receiver = await DestinationReceiver.StartAsync(cancellationToken);
        await using var app = await AppUnderTest.StartAsync(receiver.Port, (null, null), cancellationToken);
        await TimeAsync(app, "warm-up", Rows(WarmUp, "w", 0), "", cancellationToken);
        var first = Rows(rows, "p", 0);
        var second = Rows(rows, "p", 1);
        return
        [
            await TimeAsync(app, "dry run, new people", first, "&dryRun=true", cancellationToken),
            await TimeAsync(app, "new people", first, "", cancellationToken),
            await TimeAsync(app, "dry run, known people", second, "&dryRun=true", cancellationToken),
            await TimeAsync(app, "known people, new values", second, "", cancellationToken),
            await TimeAsync(app, "the same file again", second, "", cancellationToken),
        ];
    }

    private static async Task<ImportTiming> TimeAsync(AppUnderTest app, string name, (byte[] File, int Rows) given, string query, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(given.File);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        var (started, cpu) = (Clock.GetTimestamp(), app.Cpu);
        using var answer = JsonDocument.Parse(await app.PostAsync($"api/imports?source={IntegrationFolder.Source}{query}", content, cancellationToken));
        var (took, used) = (Clock.GetElapsedTime(started), app.Cpu - cpu);
        string[] outcomes = ["applied", "duplicate", "stale", "suppressed", "quarantined"];
        return new(name, given.Rows, took, used, string.Join(", ", outcomes.Where(o => answer.RootElement.GetProperty(o).GetInt64() > 0).Select(o => $"{answer.RootElement.GetProperty(o)} {o}")));
    }

    /// <param name="version">Later versions say other values, at a later time.</param>
    private static (byte[] File, int Rows) Rows(int rows, string prefix, int version)
    {
        var start = Clock.GetUtcNow().AddDays(version - 30).ToUnixTimeMilliseconds();
        var text = new StringBuilder(rows * 420);
        for (var i = 1; i <= rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""
                {"objectId":"{{{prefix}}}{{{i}}}","eventId":"{{{prefix}}}{{{i}}}-{{{version}}}","occurredAt":{{{start + i}}},"contact":{"email":"{{{prefix}}}{{{i}}}@example.com","phone":"020 7946 0{{{i % 1000:D3}}}","firstName":"First {{{i % 500}}}","lastName":"Last {{{i % 700}}}","company":"Company {{{i % 90}}}","city":"City {{{version}}}","country":"GB","lifecycleStage":"customer"},"consent":{"marketing":true,"channel":"email","basis":"opt-in"}}

                """);
        }

        return (Encoding.UTF8.GetBytes(text.ToString()), rows);
    }
}

internal sealed record ImportTiming(string Name, int Rows, TimeSpan Took, TimeSpan Cpu, string Outcome);
