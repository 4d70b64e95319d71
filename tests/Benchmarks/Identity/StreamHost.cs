using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessCdi.Embedded.KeyVault;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Storage;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>The part of the app that resolves changes, on embedded tables in a folder.</summary>
internal sealed class StreamHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private StreamHost(string folder, IntegrationConfig config)
    {
        var embedded = $"Cdi=embedded;Path={folder}";
        var vault = new SecretClientOptions();
        EmbeddedVault.Configure(vault, folder);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Tables", embedded), new("ServiceBus", embedded), new("KeyVault:vaultUri", EmbeddedVault.Uri.AbsoluteUri),
        ]).Build();
        _services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(vault)
            .AddSingleton(EmbeddedVault.Credential)
            .AddSingleton(config)
            .AddCdiStorage(configuration)
            .AddSingleton<ITieCheck, NoTieCheck>()
            .AddSingleton<PersonCache>().AddSingleton<PersonStores>().AddSingleton<PersonSplitter>().AddSingleton<PersonMerger>()
            .AddSingleton<PersonFinder>().AddSingleton<SplitDesk>().AddSingleton<PersonDesk>()
            .AddSingleton<IdentityMeter>().AddSingleton<IdentifierTies>().AddSingleton<RefusedTies>().AddSingleton<CommittedTies>()
            .AddSingleton<MatchMeter>().AddSingleton<TermLedger>().AddSingleton<CandidateSearch>().AddSingleton<MarkKeeper>()
            .AddSingleton<ReviewOpener>().AddSingleton<MatchActs>().AddSingleton<RecordMatching>()
            .AddSingleton<EchoDetector>().AddSingleton<PersonWriter>().AddSingleton<ChangeResolver>()
            .AddSingleton<ChangeMeter>().AddSingleton<DeliveryMeter>().AddSingleton<DeliveryQueue>().AddSingleton<DeliveryEmitter>()
            .BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<StreamHost> StartAsync(string folder, IntegrationConfig config, CancellationToken cancellationToken)
    {
        var host = new StreamHost(folder, config);
        await host.Get<StorageStartup>().PrepareAsync(cancellationToken);
        return host;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
