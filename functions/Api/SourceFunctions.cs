using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

/// <summary>The sources, what they sent, and how it differs from what they promised.</summary>
public sealed class SourceFunctions(IntegrationConfig config, IDriftStore store, SourceLedger ledger)
{
    [Function("ListSources")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/sources")] HttpRequest request, CancellationToken cancellationToken)
    {
        await ledger.FlushAsync(cancellationToken);
        var root = new Uri($"{request.Scheme}://{request.Host}/");
        var views = new List<SourceView>();
        var sources = config.Sources.Select(s => (s.Settings, s.Contract, (s.Webhook as IRenewable)?.RenewBy, Enabled: true))
            .Concat(config.DisabledSources.Select(s => (Settings: s, Contract: (SourceContract?)null, RenewBy: (DateTimeOffset?)null, Enabled: false)));
        foreach (var (settings, contract, renewBy, enabled) in sources.OrderBy(s => s.Settings.Key, StringComparer.Ordinal))
        {
            var activity = await store.ActivityAsync(settings.Key, cancellationToken);
            var drift = await store.ListAsync(settings.Key, cancellationToken);
            views.Add(SourceView.Of(settings, root, enabled, contract, activity, drift) with { RenewBy = renewBy });
        }

        return ApiJson.Ok(new SourcesView(views));
    }

    [Function("ListDrift")]
    public async Task<IResult> DriftAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/sources/{source}/drift")] HttpRequest request,
        string source,
        CancellationToken cancellationToken)
    {
        if (!Knows(source))
        {
            return Problems.SourceNotFound;
        }

        await ledger.FlushAsync(cancellationToken);
        return ApiJson.Ok(new DriftView([.. (await store.ListAsync(source, cancellationToken)).Select(DriftEntryView.Of)]));
    }

    /// <summary>Someone has seen it. It comes back where it is found again.</summary>
    [Function("AcknowledgeDrift")]
    public async Task<IResult> AcknowledgeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/sources/{source}/drift/{id}")] HttpRequest request,
        string source,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Knows(source))
        {
            return Problems.SourceNotFound;
        }

        return await ledger.AcknowledgeAsync(source, id, cancellationToken) ? Results.NoContent() : Problems.DriftNotFound;
    }

    private bool Knows(string source) => config.Source(source) is not null || config.DisabledSources.Any(s => s.Key == source);
}

public sealed record SourcesView(IReadOnlyList<SourceView> Sources);

/// <summary>A source, what it sent since its first request, and how much of it differs from its contract.</summary>
/// <param name="Url">Where the vendor sends its webhooks.</param>
/// <param name="Rejected">Parts that went to quarantine.</param>
/// <param name="Drift">Kinds and places of drift that nobody acknowledged.</param>
/// <param name="DriftFindings">Records in which they were found.</param>
public sealed record SourceView(
    string Source,
    string Connector,
    string System,
    Uri Url,
    bool Enabled,
    ContractView? Contract,
    DateTimeOffset? LastReceived,
    long Received,
    long Changes,
    long Ignored,
    long Rejected,
    int Drift,
    long DriftFindings)
{
    internal static SourceView Of(
        SourceSettings settings, Uri root, bool enabled, SourceContract? contract, SourceActivity activity, IReadOnlyList<DriftEntry> drift) => new(
        settings.Key,
        settings.Connector,
        settings.System,
        settings.PublicUrl ?? new Uri(root, $"hooks/{settings.Key}"),
        enabled,
        contract is null ? null : new(contract.Version, contract.Mode.ToString(), contract.Objects),
        activity.LastReceived,
        activity.Received,
        activity.Changes,
        activity.Ignored,
        activity.Rejected,
        drift.Count,
        drift.Sum(d => d.Count));

    /// <summary>When its vendor stops sending unless somebody renews it there; null where nothing ends, or the file does not say.</summary>
    public DateTimeOffset? RenewBy { get; init; }
}

public sealed record ContractView(int Version, string Mode, IReadOnlyList<string> Objects);

public sealed record DriftView(IReadOnlyList<DriftEntryView> Drift);

/// <param name="Path">The field; absent where the whole object is unknown, or where too many different ones were found.</param>
/// <param name="Value">An unknown picklist value, where the contract says that the field's values are public.</param>
public sealed record DriftEntryView(
    string Id,
    string Kind,
    string Object,
    string? Path,
    string? Declared,
    string? Seen,
    string? Value,
    long Count,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int ContractVersion,
    string? Change)
{
    internal static DriftEntryView Of(DriftEntry entry) => new(
        entry.Id,
        entry.Kind.ToString(),
        entry.Object,
        entry.Path.Length == 0 ? null : entry.Path,
        entry.Declared,
        entry.Seen,
        entry.Value,
        entry.Count,
        entry.FirstSeen,
        entry.LastSeen,
        entry.ContractVersion,
        entry.ChangeId);
}
