using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>Runs a function inside the app's middlewares; the first one added is outermost.</summary>
internal sealed class FunctionRunner
{
    private readonly FunctionExecutionDelegate? _pipeline;

    public FunctionRunner(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        if (middleware.Count > 0)
        {
            _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)Last, (next, around) => around(next));
        }
    }

    public ValueTask RunAsync(InvocationContext context) =>
        _pipeline is null ? context.Function.RunAsync(context) : new ValueTask(_pipeline(context));

    private static Task Last(FunctionContext context) =>
        ((InvocationContext)context).Function.RunAsync((InvocationContext)context).AsTask();
}
