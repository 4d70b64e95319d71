using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ServerlessCdi.Embedded.Functions.ServiceBus;

namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>One run: what triggered it, and what the function's parameters are bound from.</summary>
internal sealed class InvocationContext(FunctionDescriptor function, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    private string? _id;
    private IDictionary<object, object>? _items;
    private ActivityTrace? _trace;

    public HttpContext? Http { get; init; }

    public TimerInfo? Timer { get; init; }

    public QueueDelivery? Queue { get; init; }

    public Attempt? Retry { get; init; }

    /// <summary>What the function returned.</summary>
    public object? Result { get; set; }

    public FunctionDescriptor Function => function;

    public override string InvocationId =>
        _id ??= Guid.CreateVersion7(InstanceServices.GetRequiredService<TimeProvider>().GetUtcNow()).ToString();

    public override string FunctionId => function.Id;

    public override TraceContext TraceContext => _trace ??= new ActivityTrace(Activity.Current);

    public override RetryContext RetryContext => Retry!; // Null where the official context has null too.

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override CancellationToken CancellationToken => cancellationToken;

    internal sealed class Attempt(int number, int most) : RetryContext
    {
        public override int RetryCount => number;

        public override int MaxRetryCount => most;
    }

    private sealed class ActivityTrace(Activity? activity) : TraceContext
    {
        public override string TraceParent => activity?.Id ?? string.Empty;

        public override string TraceState => activity?.TraceStateString ?? string.Empty;
    }
}
