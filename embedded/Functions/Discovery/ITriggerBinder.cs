using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>What one kind of trigger allows in a function's signature.</summary>
internal interface ITriggerBinder
{
    bool Handles(TriggerBindingAttribute trigger);

    /// <summary>Faults of the attribute and of the return type, each a clause that follows "Function X".</summary>
    IEnumerable<string> Faults(TriggerBindingAttribute trigger, MethodInfo method);

    /// <summary>The argument for a parameter; null where the parameter is not supported.</summary>
    Expression? Bind(TriggerBindingAttribute trigger, ParameterInfo parameter);
}
