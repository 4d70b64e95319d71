using Microsoft.Extensions.Logging;
using ServerlessCdi.Embedded.Functions.Discovery;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>What every trigger needs to run a function.</summary>
internal sealed record HostRuntime(FunctionRunner Runner, TimeSpan FunctionTimeout, TimeProvider Time, IServiceProvider Services, ILogger Logger);
