using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus.Administration;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessCdi.Embedded.KeyVault;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage;
using ServerlessCdi.Storage.Queues;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Storage.Adapters;

/// <summary>The adapters as the app registers them: one instance of the app, with a vault and a broker in a folder and tables where the test says.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Store(string folder, string tables, string prefix, ManualTime time)
    {
        Folder = folder;
        Tables = tables;
        Prefix = prefix;
        Time = time;
        var options = new SecretClientOptions();
        EmbeddedVault.Configure(options, Path.Combine(folder, "vault"), time);
        options.Retry.MaxRetries = 0;
        Vault = new FlakyTransport(options.Transport);
        options.Transport = Vault;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Tables", tables),
            new("Tables:prefix", prefix),
            new("ServiceBus", Bus),
            new("KeyVault:vaultUri", EmbeddedVault.Uri.AbsoluteUri),
        ]).Build();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(options)
            .AddSingleton(EmbeddedVault.Credential)
            .AddCdiStorage(configuration)
            .BuildServiceProvider();
    }

    public string Folder { get; }

    public string Tables { get; }

    public string Prefix { get; }

    public ManualTime Time { get; }

    public FlakyTransport Vault { get; }

    public string Bus => $"Cdi=embedded;Path={Path.Combine(Folder, "bus")}";

    public IProfileStore Profiles => Get<IProfileStore>();

    public IIdentityStore Identities => Get<IIdentityStore>();

    public ICandidateStore Candidates => Get<ICandidateStore>();

    public ITermStore Terms => Get<ITermStore>();

    public IWorkStore Work => Get<IWorkStore>();

    public IQuarantineStore Quarantine => Get<IQuarantineStore>();

    public IDriftStore Drift => Get<IDriftStore>();

    public ISecretSource Secrets => Get<ISecretSource>();

    public ServiceBusChangeQueue Changes => Get<ServiceBusChangeQueue>();

    public IPokeQueue Pokes => Get<IPokeQueue>();

    public SecretClient SecretClient => Get<SecretClient>();

    public StoreTotals Totals => Get<StoreCounters>().Totals;

    /// <param name="tables">Connection string; null for the embedded tables in the store's folder.</param>
    public static async Task<Store> StartAsync(string? tables = null)
    {
        var folder = Directory.CreateTempSubdirectory("cdi-store-").FullName;
        var prefix = $"t{Path.GetFileName(folder).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}";
        var store = new Store(folder, tables ?? $"Cdi=embedded;Path={Path.Combine(folder, "tables")}", prefix, new ManualTime());
        await store.PrepareAsync();
        return store;
    }

    /// <summary>Another instance of the app on the same tables, vault and broker, not yet prepared.</summary>
    public Store AnotherInstance() => new(Folder, Tables, Prefix, Time);

    /// <summary>An instance with the same vault and tables of other names.</summary>
    public Store WithPrefix(string prefix) => new(Folder, Tables, prefix, Time);

    public Task PrepareAsync() => Get<StorageStartup>().PrepareAsync(CancellationToken.None);

    /// <summary>The table itself, for looking at rows and for spoiling them.</summary>
    public TableClient Table(string name) => Get<TableServiceClient>().GetTableClient(Prefix + name);

    public async Task CreateQueuesAsync()
    {
        var administration = new ServiceBusAdministrationClient(Bus);
        await administration.CreateQueueAsync(new CreateQueueOptions(QueueNames.Changes));
        await administration.CreateQueueAsync(new CreateQueueOptions(QueueNames.Deliveries) { RequiresSession = true });
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Closes the instance; the folder is removed by the one that started first.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public async Task RemoveAsync()
    {
        await DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
