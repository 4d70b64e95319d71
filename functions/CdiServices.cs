using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessCdi.Functions.Api;
using ServerlessCdi.Functions.Process;
using ServerlessCdi.Functions.Timers;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Pipeline.Import.Rehearsal;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Query;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Pipeline.Resolve.Reviews;
using ServerlessCdi.Storage;

namespace ServerlessCdi.Functions;

/// <summary>Puts the rooms together.</summary>
internal static class CdiServices
{
    /// <summary>Loads the integration from the folder that the setting <c>CDI_CONFIG</c> names, <c>config</c> beside the app by default.</summary>
    /// <exception cref="ConfigException">Something in it is wrong; the message lists everything that is.</exception>
    public static IServiceCollection AddCdi(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration["CDI_CONFIG"] ?? Path.Combine(AppContext.BaseDirectory, "config");
        services.AddSingleton(ConfigLoader.Load(folder));
        services.TryAddSingleton(TimeProvider.System);
        services.AddCdiStorage(configuration);
        services.AddSingleton<DriftMeter>().AddSingleton<SourceLedger>();
        services.AddSingleton<ChangeMeter>().AddSingleton<IntakeSink>().AddSingleton<WebhookIntake>();
        services.TryAddSingleton<ITieCheck>(s => s.GetRequiredService<IntegrationConfig>().Matching is { } matching ? new MatchTieCheck(matching) : new NoTieCheck());
        services.AddSingleton<PersonCache>().AddSingleton<PersonStores>().AddSingleton<PersonSplitter>().AddSingleton<PersonMerger>()
            .AddSingleton<PersonFinder>().AddSingleton<SplitDesk>().AddSingleton<PersonDesk>()
            .AddSingleton<IdentityMeter>().AddSingleton<IdentifierTies>().AddSingleton<RefusedTies>().AddSingleton<CommittedTies>().AddSingleton<RehearsalRules>()
            .AddSingleton<EchoDetector>().AddSingleton<PersonWriter>().AddSingleton<Households>().AddSingleton<ChangeResolver>().AddSingleton<ChangeBatch>();
        services.AddSingleton<IdentityTotalsReader>().AddSingleton<MatchMeter>().AddSingleton<TermLedger>().AddSingleton<CandidateSearch>().AddSingleton<MarkKeeper>()
            .AddSingleton<ReviewOpener>().AddSingleton<MatchActs>().AddSingleton<RecordMatching>().AddSingleton<RehearsalPorts>();
        services.AddHostedService<TermFlush>();
        services.AddSingleton<DeliveryMeter>().AddSingleton<DeliveryQueue>().AddSingleton<DeliveryEmitter>().AddSingleton<DeliveryLedger>()
            .AddSingleton<DeliveryPlanner>().AddSingleton<DeliverySender>().AddSingleton<DeliveryWorker>().AddSingleton<DeliverySweep>()
            .AddSingleton<IOutboundHttp, OutboundHttp>();
        services.AddSingleton<RowRecovery>().AddSingleton<ImportSinks>().AddSingleton<ImportJob>().AddSingleton<RehearsalStage>().AddSingleton<Imports>();
        services.AddSingleton<SideReader>().AddSingleton<ReviewDesk>().AddSingleton<ReviewReader>().AddSingleton<ReviewSweep>()
            .AddSingleton<Stewardship>().AddSingleton<PairExplainer>();
        return services.AddSingleton<ProfileReader>().AddSingleton<HouseholdReader>().AddSingleton<QuarantineReplay>().AddSingleton<QuarantineDesk>().AddSingleton<ApiCaller>().AddSingleton<ChangeMessages>();
    }
}
