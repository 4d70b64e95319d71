using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessCdi.Functions;
using ServerlessCdi.Storage;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddCdi(builder.Configuration);
    var host = builder.Build();
    await host.Services.GetRequiredService<StorageStartup>().PrepareAsync(CancellationToken.None);
    await host.RunAsync();
    return 0;
}
catch (Exception e) when (StartFault.Of(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
