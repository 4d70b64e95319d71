using System.Linq.Expressions;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>Finds the functions among some types, and every fault in them.</summary>
internal sealed partial class FunctionCatalog(IReadOnlyList<ITriggerBinder> binders)
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        var found = types.SelectMany(Methods).Select(Describe).OfType<FunctionDescriptor>().OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        foreach (var twins in found.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            _faults.Add($"Function name {twins.Key} is used by {string.Join(" and ", twins.Select(f => f.EntryPoint))}.");
        }

        return found;
    }

    public void Add(string fault) => _faults.Add(fault);

    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new StartupException(
                $"The host cannot start, {_faults.Count} fault(s) in the functions:{string.Concat(_faults.Select(f => $"{Environment.NewLine}  - {f}"))}");
        }
    }

    private static IEnumerable<(MethodInfo Method, FunctionAttribute Attribute)> Methods(Type type) =>
        type.IsAbstract && !type.IsSealed
            ? []
            : type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
                .Select(m => (Method: m, Attribute: m.GetCustomAttribute<FunctionAttribute>()))
                .Where(m => m.Attribute is not null)
                .Select(m => (m.Method, m.Attribute!)); // Null was filtered one line up.

    private FunctionDescriptor? Describe((MethodInfo Method, FunctionAttribute Attribute) found)
    {
        var (method, name) = (found.Method, found.Attribute.Name);
        var faults = _faults.Count;
        if (!NamePattern().IsMatch(name))
        {
            _faults.Add($"Function name \"{name}\" must start with a letter and hold at most 127 letters, digits, _ and -.");
        }

        var triggers = method.GetParameters().Select(p => p.GetCustomAttribute<TriggerBindingAttribute>()).OfType<TriggerBindingAttribute>().ToList();
        if (triggers.Count != 1 || binders.FirstOrDefault(b => b.Handles(triggers[0])) is not { } binder)
        {
            _faults.Add($"Function {name} has {triggers.Count} trigger parameter(s); it needs one of HttpTrigger, ServiceBusTrigger, TimerTrigger.");
            return null;
        }

        var arguments = Bind(binder, triggers[0], method, name);
        _faults.AddRange(binder.Faults(triggers[0], method).Select(f => $"Function {name} {f}."));
        return _faults.Count > faults
            ? null
            : new FunctionDescriptor(name, method, triggers[0], CallCompiler.Compile(method, arguments, Parameters.Context));
    }

    private List<Expression> Bind(ITriggerBinder binder, TriggerBindingAttribute trigger, MethodInfo method, string name)
    {
        var arguments = new List<Expression>();
        foreach (var parameter in method.GetParameters())
        {
            if ((Parameters.Common(parameter) ?? binder.Bind(trigger, parameter)) is { } argument)
            {
                arguments.Add(argument);
                continue;
            }

            _faults.Add($"Function {name} has a parameter that the embedded host cannot bind: {parameter.ParameterType.Name} {parameter.Name}.");
        }

        return arguments;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$")]
    private static partial Regex NamePattern();
}
