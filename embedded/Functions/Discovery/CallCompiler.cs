using System.Linq.Expressions;
using System.Reflection;

namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>Turns a method and the expressions of its arguments into one delegate, so that no run pays for reflection.</summary>
internal static class CallCompiler
{
    public static FunctionCall Compile(MethodInfo method, IEnumerable<Expression> arguments, ParameterExpression context)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var target = method.IsStatic ? null : Expression.Convert(instance, method.ReflectedType!);
        var call = Expression.Call(target, method, arguments);
        return Expression.Lambda<FunctionCall>(Awaited(call, method.ReturnType), instance, context).Compile();
    }

    /// <summary>The type that a caller gets after awaiting; void for a function that returns nothing.</summary>
    public static Type ResultOf(Type returned)
    {
        if (returned == typeof(Task) || returned == typeof(ValueTask))
        {
            return typeof(void);
        }

        var generic = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        return generic == typeof(Task<>) || generic == typeof(ValueTask<>) ? returned.GetGenericArguments()[0] : returned;
    }

    private static Expression Awaited(Expression call, Type returned)
    {
        var nothing = Expression.Default(typeof(ValueTask<object?>));
        if (returned == typeof(void))
        {
            return Expression.Block(call, nothing);
        }

        if (returned == typeof(Task) || returned == typeof(ValueTask))
        {
            return Expression.Call(typeof(CallCompiler), nameof(Finish), null, AsTask(call));
        }

        if (ResultOf(returned) is var result && result != returned)
        {
            return Expression.Call(typeof(CallCompiler), nameof(Take), [result], AsTask(call));
        }

        var constructor = typeof(ValueTask<object?>).GetConstructor([typeof(object)])!; // A public constructor of the framework.
        return Expression.New(constructor, Expression.Convert(call, typeof(object)));
    }

    private static Expression AsTask(Expression call) =>
        typeof(Task).IsAssignableFrom(call.Type) ? call : Expression.Call(call, nameof(ValueTask.AsTask), null);

    private static ValueTask<object?> Finish(Task task)
    {
        return task.IsCompletedSuccessfully ? default : Slow(task);

        static async ValueTask<object?> Slow(Task task)
        {
            await task;
            return null;
        }
    }

    private static ValueTask<object?> Take<T>(Task<T> task)
    {
        return task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : Slow(task);

        static async ValueTask<object?> Slow(Task<T> task) => await task;
    }
}
