using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using ServerlessCdi.Embedded.Functions.Discovery;

namespace ServerlessCdi.Embedded.Functions.Timers;

/// <summary>Timer functions take <c>TimerInfo</c> and return nothing.</summary>
internal sealed class TimerBinder : ITriggerBinder
{
    public bool Handles(TriggerBindingAttribute trigger) => trigger is TimerTriggerAttribute;

    public IEnumerable<string> Faults(TriggerBindingAttribute trigger, MethodInfo method)
    {
        if (CallCompiler.ResultOf(method.ReturnType) != typeof(void))
        {
            yield return "is a timer and returns a value; output bindings are not supported";
        }
    }

    public Expression? Bind(TriggerBindingAttribute trigger, ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TimerInfo) ? Parameters.Path(nameof(InvocationContext.Timer)) : null;
}
