namespace Microsoft.Azure.Functions.Worker;

/// <summary>One run of a function. A subset: output bindings, binding data and invocation features do not exist here.</summary>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }

    public abstract string FunctionId { get; }

    public abstract TraceContext TraceContext { get; }

    /// <summary>Null unless the function carries a retry attribute.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this run's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the caller goes away, when functionTimeout passes, and for queues and timers when the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
