using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Settings;

/// <summary>
/// <c>extensions.serviceBus</c> of host.json with the extension's own defaults
/// (https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus#hostjson-settings).
/// </summary>
internal sealed class ServiceBusSettings
{
    private const string Section = "extensions:serviceBus:";

    public ServiceBusSettings(HostJson host)
    {
        PrefetchCount = host.Count(Section + "prefetchCount", 0, 0);
        MaxConcurrentCalls = host.Count(Section + "maxConcurrentCalls", 16 * Environment.ProcessorCount, 1);
        MaxConcurrentSessions = host.Count(Section + "maxConcurrentSessions", 8, 1);
        MaxConcurrentCallsPerSession = host.Count(Section + "maxConcurrentCallsPerSession", 1, 1);
        MaxBatch = host.Count(Section + "maxMessageBatchSize", 1000, 1);
        MinBatch = host.Count(Section + "minMessageBatchSize", 1, 1);
        MaxBatchWait = host.Span(Section + "maxBatchWaitTime") ?? TimeSpan.FromSeconds(30);
        MaxLockRenewal = host.Span(Section + "maxAutoLockRenewalDuration") ?? TimeSpan.FromMinutes(5);
        SessionIdle = host.Span(Section + "sessionIdleTimeout") ?? TimeSpan.FromSeconds(60);
        AutoComplete = host.Flag(Section + "autoCompleteMessages", true);
        Check();
    }

    public int PrefetchCount { get; }

    public int MaxConcurrentCalls { get; }

    public int MaxConcurrentSessions { get; }

    public int MaxConcurrentCallsPerSession { get; }

    public int MaxBatch { get; }

    public int MinBatch { get; }

    public TimeSpan MaxBatchWait { get; }

    /// <summary>Negative means for ever, as in the official options.</summary>
    public TimeSpan MaxLockRenewal { get; }

    /// <summary>How long an accepted session may stay empty; the client's try timeout of a minute where host.json is silent.</summary>
    public TimeSpan SessionIdle { get; }

    public bool AutoComplete { get; }

    private void Check()
    {
        if (MinBatch > MaxBatch)
        {
            throw new StartupException("host.json: extensions.serviceBus.minMessageBatchSize must not exceed maxMessageBatchSize.");
        }

        if (MaxBatchWait <= TimeSpan.Zero || MaxBatchWait > TimeSpan.FromSeconds(150))
        {
            throw new StartupException("host.json: extensions.serviceBus.maxBatchWaitTime must be positive and at most 00:02:30.");
        }

        if (SessionIdle <= TimeSpan.Zero)
        {
            throw new StartupException("host.json: extensions.serviceBus.sessionIdleTimeout must be positive.");
        }

        if (MaxConcurrentCallsPerSession != 1)
        {
            throw new StartupException(
                "host.json: the embedded host supports maxConcurrentCallsPerSession 1 only; "
                + "more needs Microsoft.Azure.Functions.Worker.Extensions.ServiceBus.");
        }
    }
}
