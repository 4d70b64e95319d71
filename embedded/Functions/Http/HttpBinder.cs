using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using ServerlessCdi.Embedded.Functions.Discovery;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>HTTP functions take <c>HttpRequest</c> and route values, and return <c>IResult</c> or write the response themselves.</summary>
internal sealed class HttpBinder(bool servesHttp) : ITriggerBinder
{
    private static readonly Dictionary<Type, string> Readers = new()
    {
        [typeof(string)] = nameof(RouteValueReader.Text),
        [typeof(int)] = nameof(RouteValueReader.Number),
        [typeof(int?)] = nameof(RouteValueReader.OptionalNumber),
        [typeof(Guid)] = nameof(RouteValueReader.Id),
        [typeof(Guid?)] = nameof(RouteValueReader.OptionalId),
    };

    public bool Handles(TriggerBindingAttribute trigger) => trigger is HttpTriggerAttribute;

    public IEnumerable<string> Faults(TriggerBindingAttribute trigger, MethodInfo method)
    {
        var http = (HttpTriggerAttribute)trigger;
        if (!servesHttp)
        {
            yield return "is an HTTP function, but Program.cs does not call ConfigureFunctionsWebApplication()";
        }

        if (http.AuthLevel is AuthorizationLevel.User or AuthorizationLevel.System || !Enum.IsDefined(http.AuthLevel))
        {
            yield return $"has the authorization level {http.AuthLevel}; use Anonymous, Function or Admin";
        }

        var result = CallCompiler.ResultOf(method.ReturnType);
        if (result != typeof(void) && !typeof(IResult).IsAssignableFrom(result))
        {
            yield return $"returns {result.Name}; an HTTP function returns IResult, or nothing where it writes the response itself";
        }

        if (http.Route is { } route && Pattern(route) is null)
        {
            yield return $"has a route that is not a valid template: {route}";
        }
    }

    public Expression? Bind(TriggerBindingAttribute trigger, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return Parameters.Path(nameof(InvocationContext.Http), nameof(HttpContext.Request));
        }

        var inRoute = ((HttpTriggerAttribute)trigger).Route is { } route && Pattern(route)?.GetParameter(parameter.Name!) is not null;
        return inRoute && Readers.TryGetValue(parameter.ParameterType, out var reader)
            ? Expression.Call(typeof(RouteValueReader), reader, null, Parameters.Path(nameof(InvocationContext.Http)), Expression.Constant(parameter.Name))
            : null;
    }

    private static RoutePattern? Pattern(string route)
    {
        try
        {
            return RoutePatternFactory.Parse(route.TrimStart('/'));
        }
        catch (RoutePatternException)
        {
            return null;
        }
    }
}
