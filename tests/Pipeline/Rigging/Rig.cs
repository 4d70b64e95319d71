using Azure.Messaging.ServiceBus.Administration;
using Azure.Security.KeyVault.Secrets;
using ServerlessCdi.Embedded.KeyVault;
using ServerlessCdi.Storage.Queues;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>A data folder with tables, broker and vault, on which instances of the pipeline come and go.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string DestinationSecret = "destination-secret";

    private readonly List<Instance> _instances = [];
    private int _areas;

    private Rig(Setup setup) => Setup = setup;

    /// <summary>Ahead of the real clock, so that what is scheduled stays on the broker for the test to count.</summary>
    public static DateTimeOffset Start { get; } = new(2035, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Of the instances that start from now on.</summary>
    public Setup Setup { get; set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("cdi-pipeline-").FullName;

    public ManualTime Time { get; } = new(Start);

    public ScriptedHttp Http { get; } = new();

    public string Embedded => $"Cdi=embedded;Path={Folder}";

    public static string HostOf(string destination) => $"{destination}.example";

    public static async Task<Rig> StartAsync(Setup? setup = null)
    {
        var rig = new Rig(setup ?? new Setup());
        var queues = new ServiceBusAdministrationClient(rig.Embedded);
        await queues.CreateQueueAsync(new CreateQueueOptions(QueueNames.Changes));
        await queues.CreateQueueAsync(new CreateQueueOptions(QueueNames.Deliveries) { RequiresSession = true });
        await EmbeddedVault.CreateClient(rig.Folder).SetSecretAsync(DestinationSecret, $"whsec_{Convert.ToBase64String(new byte[32])}");
        return rig;
    }

    /// <summary>Tables of their own for one run, with the same vault and broker.</summary>
    public string NewArea() => $"run{_areas++}x";

    /// <summary>Another instance of the app, with nothing in memory.</summary>
    public async Task<Instance> InstanceAsync(string area = "", PortFaults? faults = null)
    {
        var instance = new Instance(this, area, faults ?? new PortFaults());
        _instances.Add(instance);
        await instance.PrepareAsync();
        return instance;
    }

    /// <summary>Pokes on the broker, at once and for later.</summary>
    public async Task<(long Now, long Later)> PokesAsync()
    {
        var properties = (await new ServiceBusAdministrationClient(Embedded).GetQueueRuntimePropertiesAsync(QueueNames.Deliveries)).Value;
        return (properties.ActiveMessageCount, properties.ScheduledMessageCount);
    }

    public SecretClientOptions VaultOptions()
    {
        var options = new SecretClientOptions();
        EmbeddedVault.Configure(options, Folder);
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
