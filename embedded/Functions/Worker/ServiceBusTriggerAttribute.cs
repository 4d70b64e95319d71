using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    private bool? _autoComplete;

    public ServiceBusTriggerAttribute(string queueName)
    {
        QueueName = queueName;
    }

    /// <remarks>Compiles as on Azure; the embedded host has no topics and refuses to start with one.</remarks>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The name of the setting that holds the connection string; <c>AzureWebJobsServiceBus</c> when absent.</summary>
    public string? Connection { get; set; }

    public string? QueueName { get; }

    public string? TopicName { get; }

    public string? SubscriptionName { get; }

    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the function takes <c>ServiceBusReceivedMessage[]</c>.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Whether messages that the function left unsettled are completed on success. Set here, it overrides host.json.</summary>
    public bool AutoCompleteMessages
    {
        get => _autoComplete ?? true;
        set => _autoComplete = value;
    }

    internal bool? AutoCompleteOverride => _autoComplete;
}
