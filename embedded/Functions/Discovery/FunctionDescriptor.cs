using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>A function that passed every check, with its call compiled.</summary>
internal sealed class FunctionDescriptor(string name, MethodInfo method, TriggerBindingAttribute trigger, FunctionCall call) : FunctionDefinition
{
    private readonly ObjectFactory? _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.ReflectedType!, []);

    public override string Name => name;

    public override string Id => name;

    public override string EntryPoint => $"{method.ReflectedType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.ReflectedType!.Assembly.Location;

    public TriggerBindingAttribute Trigger => trigger;

    public RetryAttribute? Retry { get; } = method.GetCustomAttribute<RetryAttribute>();

    public async ValueTask RunAsync(InvocationContext context) =>
        context.Result = await call(_factory?.Invoke(context.InstanceServices, null), context);
}
