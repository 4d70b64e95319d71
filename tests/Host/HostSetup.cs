using Microsoft.Azure.Functions.Worker.Builder;

namespace ServerlessCdi.Tests.Host;

internal sealed record HostSetup
{
    public IReadOnlyList<Type> Functions { get; init; } = [];

    public string[] Arguments { get; init; } = ["--port", "0"];

    public string? HostJson { get; init; } = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""";

    public Dictionary<string, string?> Variables { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A folder that outlives the host; one of the host's own when null.</summary>
    public HostFolder? Folder { get; init; }

    public Action<FunctionsApplicationBuilder>? Configure { get; init; }
}
