using System.Linq.Expressions;
using System.Reflection;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using ServerlessCdi.Embedded.Functions.Discovery;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>Queue functions take a message, or an array of them where IsBatched, and return nothing.</summary>
internal sealed class QueueBinder : ITriggerBinder
{
    public bool Handles(TriggerBindingAttribute trigger) => trigger is ServiceBusTriggerAttribute;

    public IEnumerable<string> Faults(TriggerBindingAttribute trigger, MethodInfo method)
    {
        var queue = (ServiceBusTriggerAttribute)trigger;
        if (queue.QueueName is null)
        {
            yield return "listens to a topic; the embedded host has queues only, topics need Microsoft.Azure.Functions.Worker.Extensions.ServiceBus";
        }

        if (CallCompiler.ResultOf(method.ReturnType) != typeof(void))
        {
            yield return "is a queue function and returns a value; output bindings are not supported";
        }

        if (method.GetCustomAttribute<RetryAttribute>() is not null)
        {
            yield return "carries a retry attribute, which Service Bus triggers do not support (AZFW0012)";
        }
    }

    public Expression? Bind(TriggerBindingAttribute trigger, ParameterInfo parameter)
    {
        var queue = (ServiceBusTriggerAttribute)trigger;
        var property = parameter.ParameterType switch
        {
            var type when type == typeof(ServiceBusReceivedMessage) && !queue.IsBatched => nameof(QueueDelivery.Message),
            var type when type == typeof(ServiceBusReceivedMessage[]) && queue.IsBatched => nameof(QueueDelivery.Messages),
            var type when type == typeof(ServiceBusMessageActions) => nameof(QueueDelivery.Actions),
            var type when type == typeof(ServiceBusSessionMessageActions) && queue.IsSessionsEnabled => nameof(QueueDelivery.Session),
            _ => null,
        };
        return property is null ? null : Parameters.Path(nameof(InvocationContext.Queue), property);
    }
}
