using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Audit;
using ServerlessCdi.Storage.Candidates;
using ServerlessCdi.Storage.Deliveries;
using ServerlessCdi.Storage.Drift;
using ServerlessCdi.Storage.Identities;
using ServerlessCdi.Storage.Imports;
using ServerlessCdi.Storage.Profiles;
using ServerlessCdi.Storage.Quarantine;
using ServerlessCdi.Storage.Queues;
using ServerlessCdi.Storage.Reviews;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;
using ServerlessCdi.Storage.Secrets;

namespace ServerlessCdi.Storage;

public static class StorageServices
{
    /// <summary>
    /// The pipeline's ports on Table Storage, Service Bus and Key Vault. Call <see cref="StorageStartup.PrepareAsync"/> before use.
    /// <list type="bullet">
    /// <item><c>Tables</c> (connection string) or <c>Tables:serviceUri</c>; <c>Tables:prefix</c>, letters and digits before each table's name.</item>
    /// <item><c>ServiceBus</c> (connection string) or <c>ServiceBus:fullyQualifiedNamespace</c>.</item>
    /// <item><c>KeyVault:vaultUri</c>.</item>
    /// <item><c>{section}:clientId</c> of a user-assigned identity, where no credential is among the services.</item>
    /// </list>
    /// A client, <c>TokenCredential</c>, <c>SecretClientOptions</c> or <c>TimeProvider</c> that is among the services already is used.
    /// </summary>
    public static IServiceCollection AddCdiStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => StorageClients.Tables(s, configuration));
        services.TryAddSingleton(s => StorageClients.ServiceBus(s, configuration));
        services.TryAddSingleton(s => StorageClients.ServiceBusAdministration(s, configuration));
        services.TryAddSingleton(s => StorageClients.Secrets(s, configuration));
        services.TryAddSingleton<StoreCounters>();
        services.TryAddSingleton(s => new StoreTables(
            s.GetRequiredService<TableServiceClient>(),
            s.GetRequiredService<StoreCounters>(),
            configuration["Tables:prefix"] ?? ""));
        AddSealing(services);
        AddPorts(services);
        return services;
    }

    private static void AddSealing(IServiceCollection services)
    {
        services.TryAddSingleton<VaultReader>();
        services.TryAddSingleton(s => new PepperAnchor(s.GetRequiredService<StoreTables>().Identities));
        services.TryAddSingleton<GeneratedSecrets>();
        services.TryAddSingleton<KeyRing>();
        services.TryAddSingleton<DataKeys>();
        services.TryAddSingleton(s => new StorageStartup(s.GetRequiredService<StoreTables>(), s.GetRequiredService<KeyRing>()));
    }

    private static void AddPorts(IServiceCollection services)
    {
        services.TryAddSingleton<IProfileStore, TableProfileStore>();
        services.TryAddSingleton<ITimelineEntries, TableProfileStore>();
        services.TryAddSingleton<IIdentityStore, TableIdentityStore>();
        services.TryAddSingleton<ICandidateStore, TableCandidateStore>();
        services.TryAddSingleton<ITermStore, TableTermStore>();
        services.TryAddSingleton<IHouseholdStore, TableHouseholdStore>();
        services.TryAddSingleton<IWorkStore, TableWorkStore>();
        services.TryAddSingleton<IQuarantineStore, TableQuarantineStore>();
        services.TryAddSingleton<IDriftStore, TableDriftStore>();
        services.TryAddSingleton<PersonKeys>();
        services.TryAddSingleton<IReviewStore, TableReviewStore>();
        services.TryAddSingleton<IReviewBoard, TableReviewStore>();
        services.TryAddSingleton<IAccessAudit, TableAccessAudit>();
        services.TryAddSingleton<IImportStore, TableImportStore>();
        services.TryAddSingleton<ISecretSource, KeyVaultSecretSource>();
        services.TryAddSingleton<ServiceBusChangeQueue>();
        services.TryAddSingleton<IChangeQueue>(s => s.GetRequiredService<ServiceBusChangeQueue>());
        services.TryAddSingleton<IPokeQueue, ServiceBusPokeQueue>();
        services.TryAddSingleton<IQueueAdmin, ServiceBusQueueAdmin>();
        services.TryAddSingleton<IStoreFaults, StoreFaults>();
    }
}
