using Microsoft.AspNetCore.Http;
using ServerlessCdi.Embedded.Functions.Discovery;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    /// <summary>The request behind this run; null for a queue or a timer.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) => (context as InvocationContext)?.Http;
}
