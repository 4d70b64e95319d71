using Microsoft.Extensions.DependencyInjection;
using ServerlessCdi.Embedded.Functions.Discovery;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>Runs a function for a queue or a timer: a scope of its own, the functionTimeout, and an outcome instead of an exception.</summary>
internal static class Invocation
{
    /// <returns>Why the run failed; null when it succeeded.</returns>
    public static async Task<Exception?> RunAsync(
        this HostRuntime runtime,
        FunctionDescriptor function,
        Func<IServiceProvider, CancellationToken, InvocationContext> context,
        CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(runtime.FunctionTimeout, runtime.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        await using var scope = runtime.Services.CreateAsyncScope();
        try
        {
            await runtime.Runner.RunAsync(context(scope.ServiceProvider, both.Token));
            return null;
        }
        catch (Exception failure)
        {
            if (limit.IsCancellationRequested)
            {
                Log.FunctionTimedOut(runtime.Logger, function.Name);
            }
            else if (!stopping.IsCancellationRequested)
            {
                Log.FunctionFailed(runtime.Logger, function.Name, failure);
            }

            return failure;
        }
    }
}
