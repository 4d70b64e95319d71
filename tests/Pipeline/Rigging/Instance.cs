using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Embedded.KeyVault;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Pipeline.Import.Rehearsal;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Query;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Pipeline.Resolve.Reviews;
using ServerlessCdi.Storage;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>One instance of the app without its triggers: the test brings the messages and the pokes.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private const int MostRounds = 100;

    private readonly ServiceProvider _services;

    public Instance(Rig rig, string area, PortFaults faults)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Tables", rig.Embedded),
            new("Tables:prefix", area),
            new("ServiceBus", rig.Embedded),
            new("KeyVault:vaultUri", EmbeddedVault.Uri.AbsoluteUri),
        ]).Build();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(rig.Time)
            .AddSingleton(rig.VaultOptions())
            .AddSingleton(EmbeddedVault.Credential)
            .AddSingleton(rig.Setup.Bind())
            .AddSingleton<IOutboundHttp>(rig.Http)
            .AddSingleton(rig.Setup.TieCheck)
            .AddCdiStorage(configuration);
        Wrap<IProfileStore>(services, s => new FaultyProfiles(s, faults));
        Wrap<IIdentityStore>(services, s => new FaultyIdentities(s, faults));
        Wrap<IWorkStore>(services, s => new FaultyWork(s, faults));
        Wrap<IImportStore>(services, s => new FaultyImports(s, faults));
        Wrap<IPokeQueue>(services, s => new FaultyPokes(s, faults));
        Wrap<ICandidateStore>(services, s => new FaultyCandidates(s, faults));
        Wrap<ITermStore>(services, s => new FaultyTerms(s, faults));
        Wrap<IReviewStore>(services, s => new FaultyReviews(s, faults));
        AddPipeline(services);
        _services = services.BuildServiceProvider();
        Faults = faults;
    }

    public PortFaults Faults { get; }

    public ChangeBatch Batch => Get<ChangeBatch>();

    public IProfileStore Profiles => Get<IProfileStore>();

    public IIdentityStore Identities => Get<IIdentityStore>();

    public FaultyCandidates Candidates => (FaultyCandidates)Get<ICandidateStore>();

    public MatchMeter Matched => Get<MatchMeter>();

    public IWorkStore Work => Get<IWorkStore>();

    public Imports Imports => Get<Imports>();

    public ProfileReader Reader => Get<ProfileReader>();

    public ChangeMeter Ended => Get<ChangeMeter>();

    public DeliveryMeter Delivered => Get<DeliveryMeter>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task PrepareAsync() => Get<StorageStartup>().PrepareAsync(CancellationToken.None);

    /// <summary>Each change as a message of its own, one after another, until it is done with.</summary>
    public async Task OneByOneAsync(params IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            await TogetherAsync([change]);
        }
    }

    /// <summary>One batch of one message, until it is done with.</summary>
    public Task TogetherAsync(params IReadOnlyList<Change> changes) => BatchAsync([changes]);

    /// <summary>One batch; messages that are put off come again at once.</summary>
    public async Task BatchAsync(IReadOnlyList<IReadOnlyList<Change>> messages)
    {
        var waiting = messages.Select(m => new IncomingChanges(m, 0)).ToList();
        for (var round = 0; waiting.Count > 0; round++)
        {
            Assert.True(round < MostRounds, "The messages never end.");
            var fates = await Batch.WorkAsync(waiting, CancellationToken.None);
            waiting = [.. waiting.Zip(fates).Where(p => p.Second.At is not null).Select(p => p.First with { Attempt = p.First.Attempt + 1 })];
        }
    }

    /// <summary>One poke of the destination's only shard.</summary>
    public Task PokeAsync(string destination) => Get<DeliveryWorker>().RunAsync(new WorkShard(destination, 0), CancellationToken.None);

    public Task<IReadOnlyList<StoredWork>> RowsAsync(string destination) => Work.ReadAsync(new WorkShard(destination, 0), 100, CancellationToken.None);

    public Task<ShardState> StateAsync(string destination) => Work.LoadStateAsync(new WorkShard(destination, 0), CancellationToken.None);

    /// <summary>The person that the record belongs to.</summary>
    public async Task<Profile> PersonAsync(string source, string key) =>
        await FindAsync(new RecordKey(source, "contact", key)) ?? throw new InvalidOperationException("The record belongs to nobody.");

    /// <summary>What keeps the record that is no contact.</summary>
    public async Task<Profile> KeeperAsync(string source, string @object, string key) =>
        await FindAsync(new RecordKey(source, @object, key)) ?? throw new InvalidOperationException("Nobody keeps the record.");

    public async Task<Profile?> FindAsync(RecordKey record) =>
        await Reader.FindAsync(record.Identifier.Type, record.Identifier.Value, null, CancellationToken.None);

    public async Task<IReadOnlyList<string>> TimelineAsync(ProfileId id) =>
        await Profiles.TimelineAsync(id, CancellationToken.None).Select(c => $"{c.Source}/{c.Id}").Order(StringComparer.Ordinal).ToListAsync();

    /// <summary>What stewards are asked, the oldest first.</summary>
    public async Task<IReadOnlyList<Review>> OpenReviewsAsync() =>
        await Get<IReviewStore>().ListAsync(ReviewStatus.Open, CancellationToken.None).Select(r => r.Review).ToListAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void AddPipeline(IServiceCollection services)
    {
        services.AddSingleton<DriftMeter>().AddSingleton<SourceLedger>();
        services.AddSingleton<ChangeMeter>().AddSingleton<IntakeSink>().AddSingleton<WebhookIntake>();
        services.AddSingleton<PersonCache>().AddSingleton<PersonStores>().AddSingleton<PersonSplitter>().AddSingleton<PersonMerger>()
            .AddSingleton<PersonFinder>().AddSingleton<SplitDesk>().AddSingleton<PersonDesk>()
            .AddSingleton<IdentityMeter>().AddSingleton<IdentifierTies>().AddSingleton<RefusedTies>().AddSingleton<CommittedTies>().AddSingleton<RehearsalRules>()
            .AddSingleton<EchoDetector>().AddSingleton<PersonWriter>().AddSingleton<ChangeResolver>().AddSingleton<ChangeBatch>();
        services.AddSingleton<MatchMeter>().AddSingleton<TermLedger>().AddSingleton<CandidateSearch>().AddSingleton<MarkKeeper>()
            .AddSingleton<ReviewOpener>().AddSingleton<MatchActs>().AddSingleton<RecordMatching>().AddSingleton<RehearsalPorts>();
        services.AddSingleton<DeliveryMeter>().AddSingleton<DeliveryQueue>().AddSingleton<DeliveryEmitter>().AddSingleton<DeliveryLedger>()
            .AddSingleton<DeliveryPlanner>().AddSingleton<DeliverySender>().AddSingleton<DeliveryWorker>().AddSingleton<DeliverySweep>();
        services.AddSingleton<ProfileReader>().AddSingleton<QuarantineReplay>().AddSingleton<QuarantineDesk>();
        services.AddSingleton<SideReader>().AddSingleton<ReviewDesk>().AddSingleton<ReviewReader>().AddSingleton<ReviewSweep>()
            .AddSingleton<Stewardship>().AddSingleton<PairExplainer>();
        services.AddSingleton<RowRecovery>().AddSingleton<ImportSinks>().AddSingleton<RehearsalStage>()
            .AddSingleton(s => ActivatorUtilities.CreateInstance<ImportJob>(s, new ImpatientTime(s.GetRequiredService<TimeProvider>())))
            .AddSingleton(s => ActivatorUtilities.CreateInstance<Imports>(s, new ImpatientTime(s.GetRequiredService<TimeProvider>())));
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var real = services.Single(d => d.ServiceType == typeof(T));
        services.Remove(real);
        services.AddSingleton(s => wrap((T)(real.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, real.ImplementationType!))));
    }
}
