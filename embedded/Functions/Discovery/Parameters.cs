using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>The argument for each kind of parameter, as an expression over the run's context.</summary>
internal static class Parameters
{
    public static readonly ParameterExpression Context = Expression.Parameter(typeof(InvocationContext), "context");

    /// <summary>A parameter that any function may have; null where this is not one.</summary>
    public static Expression? Common(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(FunctionContext) => Expression.Convert(Context, typeof(FunctionContext)),
        var type when type == typeof(CancellationToken) => Expression.Property(Context, nameof(InvocationContext.CancellationToken)),
        _ => null,
    };

    public static Expression Path(params string[] properties) =>
        properties.Aggregate((Expression)Context, Expression.Property);
}
