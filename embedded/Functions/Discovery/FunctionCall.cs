namespace ServerlessCdi.Embedded.Functions.Discovery;

/// <summary>Calls a function's method with arguments taken from the context; gives what it returned, or null.</summary>
internal delegate ValueTask<object?> FunctionCall(object? instance, InvocationContext context);
