using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Functions.Api;

/// <summary>Files of rows: in many requests that can be resumed, or in one.</summary>
public sealed class ImportFunctions(Imports imports)
{
    private const int MostListed = 100;
    private const int RowsAPage = 50_000;

    /// <summary>JSON begins an import whose rows come in requests of their own; any other body is the file itself.</summary>
    [Function("BeginImport")]
    public Task<IResult> BeginAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/imports")] HttpRequest request, CancellationToken cancellationToken) =>
        ImportRequests.AnswerAsync(() => request.HasJsonContentType() ? OpenAsync(request, cancellationToken) : TakeFileAsync(request, cancellationToken));

    [Function("ListImports")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/imports")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiJson.Ok(new ImportsView(await imports.ListAsync(cancellationToken).Take(MostListed).Select(i => ImportView.Of(i)).ToListAsync(cancellationToken)));

    [Function("GetImport")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/imports/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        await imports.FindAsync(id, cancellationToken) is { } state ? ApiJson.Ok(ImportView.Of(state)) : Problems.ImportNotFound;

    /// <summary>Forgets the import and its outcomes; what it applied stays.</summary>
    [Function("AbandonImport")]
    public async Task<IResult> AbandonAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/imports/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        await imports.AbandonAsync(id, cancellationToken) ? Results.NoContent() : Problems.ImportNotFound;

    [Function("TakeImportRows")]
    public Task<IResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/imports/{id}/rows")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        ImportRequests.AnswerAsync(async () =>
        {
            if (!ImportRequests.IsPacked(request))
            {
                return Problems.GzipExpected;
            }

            if (!long.TryParse(request.Query["from"], out var from) || from < 0)
            {
                return Problems.InvalidImport("Say with ?from= how many rows of the file come before these.");
            }

            var answer = await imports.TakeAsync(id, from, await ImportRequests.ChunkAsync(request, cancellationToken), cancellationToken);
            return answer is { Refusal: null, Chunk: { } chunk } ? ApiJson.Ok(RowsView.Of(chunk)) : ImportRequests.Refused(answer.Refusal ?? ImportRefusal.NotFound, answer.State);
        });

    /// <summary>How each row ended, a page of rows at a time.</summary>
    [Function("GetImportRows")]
    public async Task<IResult> RowsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/imports/{id}/rows")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(id, cancellationToken) is not { } state)
        {
            return Problems.ImportNotFound;
        }

        _ = long.TryParse(request.Query["from"], out var from);
        var outcomes = new StringBuilder();
        var waiting = new List<WaitingRow>();
        var next = from;
        await foreach (var chunk in imports.ChunksAsync(id, from, cancellationToken))
        {
            outcomes.Append(chunk.Outcomes.AsSpan((int)Math.Max(0, from - chunk.From)));
            waiting.AddRange(WaitingRow.Of(chunk).Where(w => w.Row >= from));
            next = chunk.Next;
            if (outcomes.Length >= RowsAPage)
            {
                break;
            }
        }

        return ApiJson.Ok(new OutcomesView(from, outcomes.ToString(), waiting, next < state.Next && next > from ? next : null));
    }

    /// <summary>Ends the import: the reconciliation, or a conflict where the sums do not agree.</summary>
    [Function("CompleteImport")]
    public async Task<IResult> CompleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/imports/{id}/complete")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var (wanted, refusal) = await ApiJson.ReadAsync<CompleteRequest>(request, Problems.InvalidImport("Send a JSON object with rows and checksum, or {}."), cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var answer = await imports.CompleteAsync(id, wanted!.Rows, wanted.Checksum, cancellationToken);
        return Reconciled(answer);
    }

    private async Task<IResult> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var invalid = Problems.InvalidImport("Send a JSON object with source, and if need be object, format (csv or ndjson), delimiter (one character), headers and fingerprint.");
        var (wanted, refusal) = await ApiJson.ReadAsync<ImportRequest>(request, invalid, cancellationToken);
        if (refusal is not null || ImportRequests.Read(wanted!) is not { } settings)
        {
            return refusal ?? invalid;
        }

        if (imports.Mistake(settings) is { } mistake)
        {
            return Problems.InvalidImport(mistake);
        }

        var state = await imports.BeginAsync(settings, cancellationToken);
        return Results.Json(ImportView.Of(state), ApiJson.Relaxed, statusCode: 201).Located($"/api/imports/{state.Id}");
    }

    private async Task<IResult> TakeFileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ImportRequests.IsPacked(request))
        {
            return Problems.GzipExpected;
        }

        if (ImportRequests.Read(request) is not { } settings)
        {
            return Problems.InvalidImport("Say with ?source= whose rows these are; format is csv or ndjson, delimiter one character, map is header=name.");
        }

        if (imports.Mistake(settings) is { } mistake)
        {
            return Problems.InvalidImport(mistake);
        }

        var body = await ImportRequests.FileAsync(request, cancellationToken);
        return request.Query["dryRun"] == "true"
            ? await RehearseAsync(settings, body, request.Query["outcomes"] == "true", cancellationToken)
            : Reconciled(await imports.TakeAllAsync(settings, request.Query["resume"], body, cancellationToken));
    }

    private async Task<IResult> RehearseAsync(ImportSettings settings, Stream body, bool outcomes, CancellationToken cancellationToken)
    {
        var letters = new StringBuilder();
        var waiting = new List<WaitingRow>();
        var state = await imports.RehearseAsync(settings, body, Keep, cancellationToken);
        var view = ImportView.Of(state, dryRun: true);
        return ApiJson.Ok(outcomes ? view with { Outcomes = letters.ToString(), Waiting = waiting } : view);

        void Keep(ImportChunk chunk)
        {
            if (outcomes)
            {
                letters.Append(chunk.Outcomes);
                waiting.AddRange(WaitingRow.Of(chunk));
            }
        }
    }

    private static IResult Reconciled(ImportAnswer answer) => answer is { Refusal: null, State: { } state }
        ? ApiJson.Ok(ImportView.Of(state))
        : ImportRequests.Refused(answer.Refusal ?? ImportRefusal.NotFound, answer.State);
}
