using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Embedded.Functions.Hosting;
using ServerlessCdi.Embedded.Functions.Http;

namespace ServerlessCdi.Tests.Host;

/// <summary>A host on a free port with a folder of its own, stopped and removed at the end of the test.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HostFolder _folder;
    private readonly bool _ownsFolder;
    private bool _stopped;

    private RunningHost(IHost host, HostFolder folder, bool ownsFolder, StringWriter output)
    {
        (_host, _folder, _ownsFolder, Output) = (host, folder, ownsFolder, output);
        var url = output.ToString().Split('\n').Single(l => l.StartsWith("Listening on ", StringComparison.Ordinal)).Split(' ')[2];
        Http = new HttpClient { BaseAddress = new Uri(url) };
    }

    public HttpClient Http { get; }

    public StringWriter Output { get; }

    public HostFolder Folder => _folder;

    public IServiceProvider Services => _host.Services;

    public HostKeysFile Keys =>
        JsonSerializer.Deserialize(File.ReadAllText(_folder.File("host-keys.json")), HostJsonContext.Default.HostKeysFile)!;

    public static Task<RunningHost> StartAsync(params Type[] functions) => StartAsync(new HostSetup { Functions = functions });

    public static async Task<RunningHost> StartAsync(HostSetup setup)
    {
        var folder = setup.Folder ?? new HostFolder();
        var output = new StringWriter();
        var host = Build(setup, folder, output, TextWriter.Null);
        await host.StartAsync();
        return new RunningHost(host, folder, setup.Folder is null, output);
    }

    /// <summary>What a host that cannot start says on standard error.</summary>
    public static async Task<string> FailAsync(HostSetup setup)
    {
        using var own = new HostFolder();
        using var error = new StringWriter();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var host = Build(setup, setup.Folder ?? own, TextWriter.Null, error);
            await host.StartAsync();
        });
        return error.ToString();
    }

    public async Task StopAsync()
    {
        _stopped = true;
        await _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            await _host.StopAsync();
        }

        Http.Dispose();
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }

    private static IHost Build(HostSetup setup, HostFolder folder, TextWriter output, TextWriter error)
    {
        var variables = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = $"Cdi=embedded;Path={folder.Data}",
            ["ServiceBus"] = $"Cdi=embedded;Path={folder.Data}",
        };
        foreach (var (name, value) in setup.Variables)
        {
            variables[name] = value;
        }

        if (setup.HostJson is { } json)
        {
            File.WriteAllText(folder.Root("host.json"), json);
        }

        var builder = new FunctionsApplicationBuilder(setup.Arguments, new HostSeams
        {
            FunctionTypes = setup.Functions,
            BaseDirectory = folder.Root(""),
            WorkingDirectory = folder.Root(""),
            Variables = variables,
            Time = setup.Time,
            Output = output,
            Error = error,
            OwnsProcess = false,
        });
        builder.Logging.ClearProviders();
        setup.Configure?.Invoke(builder);
        return builder.ConfigureFunctionsWebApplication().Build();
    }
}
