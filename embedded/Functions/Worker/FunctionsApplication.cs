using ServerlessCdi.Embedded.Functions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    /// <summary>Starts describing the app. A fault in host.json or the settings ends the process with one sentence and exit code 1.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args, new HostSeams());
}
