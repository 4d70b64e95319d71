using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Segment;
using ServerlessCdi.Connectors.StandardWebhooks;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Operating;

/// <summary>Sources of a test's own in front of one instance's queue and quarantine.</summary>
internal sealed class QuarantineRig(Rig rig, Instance instance)
{
    public IQuarantineStore Store => instance.Get<IQuarantineStore>();

    public Instance Instance => instance;

    public static async Task<QuarantineRig> StartAsync(Rig rig) => new(rig, await rig.InstanceAsync());

    public static ConfiguredSource Source(IWebhookSource source, Uri? url = null) =>
        new(Settings(Changes.Crm, "{}", url), new StandardWebhooksConnector(), source);

    public static ConfiguredSource Segment() =>
        new(Settings("site", "{}"), new SegmentConnector(), new SegmentConnector().Bind(Settings("site", "{}"), new ConfigErrors())!); // no options, no mistakes

    public static ConfiguredSource Mapped(string mapping)
    {
        var settings = Settings(Changes.Shop, "{}") with { Mapping = JsonElement.Parse(mapping) };
        var connector = new StandardWebhooksConnector();
        return new(settings, connector, ((IWebhookConnector)connector).Bind(settings, new ConfigErrors())!); // the test's mapping is right
    }

    public static WebhookRequest Request(string path, byte[] body, params (string Name, string Value)[] headers) => new()
    {
        Method = "POST",
        Url = new Uri($"https://cdi.example.com{path}?code=secret"),
        Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
        Body = body,
        ReceivedAt = Rig.Start,
    };

    public static WebhookRequest Request(string path, string body, params (string Name, string Value)[] headers) =>
        Request(path, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Takes a genuine request in, and gives back what waits afterwards.</summary>
    public async Task<IReadOnlyList<QuarantineItem>> TakeAsync(ConfiguredSource source, WebhookRequest request)
    {
        await instance.Get<IntakeSink>().KeepAsync(source.Settings.Key, request, source.Webhook.ReplayHeaders, source.Webhook.Read(request), CancellationToken.None);
        return await WaitingAsync();
    }

    public async Task<IReadOnlyList<QuarantineItem>> WaitingAsync() =>
        await Store.ListAsync(QuarantineFilter.All, CancellationToken.None).ToListAsync();

    public QuarantineReplay Replay(params ConfiguredSource[] sources) => new(
        Store,
        instance.Get<IChangeQueue>(),
        new IntegrationConfig([.. sources], [], IdentityPolicy.Default, SurvivorshipPolicy.Default),
        rig.Time,
        NullLogger<QuarantineReplay>.Instance);

    /// <summary>Replays everything.</summary>
    public Task<ReplayedItems> ReplayAllAsync(params ConfiguredSource[] sources) =>
        Replay(sources).ReplayAsync(QuarantineFilter.All, 100, CancellationToken.None);

    public Task<IReadOnlyList<Change>> SentAsync() => Broker.ReceiveChangesAsync(rig);

    private static SourceSettings Settings(string key, string options, Uri? url = null) => new()
    {
        Key = key,
        Connector = "standard-webhooks",
        System = key,
        Secrets = ["source-secret"],
        Region = "GB",
        PublicUrl = url,
        Options = JsonElement.Parse(options),
    };
}
