using Azure.Data.Tables;

namespace ServerlessCdi.Storage.Rows;

/// <summary>The tables, whose names are also part of the associated data of sealed values (without the prefix).</summary>
internal sealed class StoreTables(TableServiceClient service, StoreCounters counters, string prefix)
{
    public const string ProfilesName = "profiles";
    public const string IdentitiesName = "identities";
    public const string DeliveriesName = "deliveries";
    public const string DestinationsName = "destinations";
    public const string QuarantineName = "quarantine";
    public const string SourcesName = "sources";
    public const string AuditName = "audit";
    public const string ImportsName = "imports";
    public const string CandidatesName = "candidates";
    public const string TermsName = "terms";
    public const string ReviewsName = "reviews";

    private static readonly string[] Names =
    [
        ProfilesName, IdentitiesName, DeliveriesName, DestinationsName, QuarantineName, SourcesName, AuditName, ImportsName, CandidatesName, TermsName,
        ReviewsName,
    ];

    public MeteredTable Profiles { get; } = Open(service, counters, prefix + ProfilesName);

    public MeteredTable Identities { get; } = Open(service, counters, prefix + IdentitiesName);

    public MeteredTable Deliveries { get; } = Open(service, counters, prefix + DeliveriesName);

    public MeteredTable Destinations { get; } = Open(service, counters, prefix + DestinationsName);

    public MeteredTable Quarantine { get; } = Open(service, counters, prefix + QuarantineName);

    public MeteredTable Sources { get; } = Open(service, counters, prefix + SourcesName);

    public MeteredTable Audit { get; } = Open(service, counters, prefix + AuditName);

    public MeteredTable Imports { get; } = Open(service, counters, prefix + ImportsName);

    public MeteredTable Candidates { get; } = Open(service, counters, prefix + CandidatesName);

    public MeteredTable Terms { get; } = Open(service, counters, prefix + TermsName);

    public MeteredTable Reviews { get; } = Open(service, counters, prefix + ReviewsName);

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Names)
        {
            counters.TableWrite();
            await service.CreateTableIfNotExistsAsync(prefix + name, cancellationToken);
        }
    }

    private static MeteredTable Open(TableServiceClient service, StoreCounters counters, string name) => new(service.GetTableClient(name), counters);
}
