namespace Azure.Messaging.ServiceBus;

/// <summary>Only <see cref="ServiceBusRetryOptions.TryTimeout"/> has an effect on one machine: there is no network to retry over.</summary>
public class ServiceBusClientOptions
{
    public string? Identifier { get; set; }

    public ServiceBusTransportType TransportType { get; set; } = ServiceBusTransportType.AmqpTcp;

    public ServiceBusRetryOptions RetryOptions { get; set; } = new();
}

public class ServiceBusRetryOptions
{
    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    public int MaxRetries { get; set; } = 3;

    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(0.8);

    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a receive without maxWaitTime and an AcceptNextSession wait. Default 60 s.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(60);
}

public class ServiceBusReceiverOptions
{
    public string? Identifier { get; set; }

    /// <summary>Accepted and not acted on: the store is in this process, so nothing is gained by fetching ahead.</summary>
    public int PrefetchCount { get; set; }

    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    public SubQueue SubQueue { get; set; } = SubQueue.None;
}

public class ServiceBusSessionReceiverOptions
{
    public string? Identifier { get; set; }

    public int PrefetchCount { get; set; }

    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;
}

public class ServiceBusSenderOptions
{
    public string? Identifier { get; set; }
}

public class CreateMessageBatchOptions
{
    /// <summary>At most 262,144 (256 KB), the limit of the Standard tier, which is also the default.</summary>
    public long? MaxSizeInBytes { get; set; }
}
