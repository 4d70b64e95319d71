using System.Reflection;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Embedded.Functions.ServiceBus;
using ServerlessCdi.Embedded.Functions.Settings;
using ServerlessCdi.Embedded.KeyVault;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>Everything that is known before the app is built: settings, host.json, where to listen, and the services of the host.</summary>
internal sealed class HostPlan
{
    private const long DefaultBodyLimit = 104_857_600;
    private const string BodyLimitSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";

    private HostPlan(HostSeams seams, WebApplicationBuilder web, HostJson host, ListenAddress address, string? notice)
    {
        (Seams, Web, Host, Address, Notice) = (seams, web, host, address, notice);
        Data = DataFolder.From(web.Configuration, seams.WorkingDirectory);
    }

    public HostSeams Seams { get; }

    public WebApplicationBuilder Web { get; }

    public HostJson Host { get; }

    public ListenAddress Address { get; }

    public string? Notice { get; }

    public DataFolder Data { get; }

    public static HostPlan Create(string[] args, HostSeams seams)
    {
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = (Assembly.GetEntryAssembly() ?? typeof(HostPlan).Assembly).GetName().Name,
            ContentRootPath = seams.BaseDirectory,
            EnvironmentName = seams.Variable("AZURE_FUNCTIONS_ENVIRONMENT") ?? seams.Variable("DOTNET_ENVIRONMENT") ?? Environments.Production,
        });
        var local = LocalSettings.Load(seams);
        AddSettings(web.Configuration, local, args, seams);
        var plan = new HostPlan(seams, web, HostJson.Load(seams, web.Configuration), ListenAddress.From(args, seams), local.Notice);
        plan.AddLogging();
        plan.AddServices();
        plan.AddServer();
        return plan;
    }

    public IHost Build(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, bool servesHttp) =>
        new HostAssembly(this, middleware, servesHttp, new BusClients(Seams.Time)).Build();

    private static void AddSettings(ConfigurationManager settings, LocalSettings local, string[] args, HostSeams seams)
    {
        settings.AddInMemoryCollection(local.Values);
        if (seams.Variables is null)
        {
            settings.AddEnvironmentVariables();
        }
        else
        {
            settings.AddInMemoryCollection(seams.Variables.ToDictionary(v => v.Key.Replace("__", ":", StringComparison.Ordinal), v => v.Value));
        }

        try
        {
            settings.AddCommandLine(args);
        }
        catch (FormatException failure)
        {
            throw new StartupException(failure.Message, failure);
        }
    }

    private void AddLogging()
    {
        Web.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        Web.Logging.AddFilter("Microsoft", LogLevel.Warning);
        foreach (var (category, text) in Host.LogLevels)
        {
            if (!Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level))
            {
                throw new StartupException(
                    $"host.json: logging.logLevel.{category} is \"{text}\"; use Trace, Debug, Information, Warning, Error, Critical or None.");
            }

            if (category.Equals("default", StringComparison.OrdinalIgnoreCase))
            {
                Web.Logging.SetMinimumLevel(level);
            }
            else
            {
                Web.Logging.AddFilter(category, level);
            }
        }
    }

    private void AddServices()
    {
        var services = Web.Services;
        services.AddSingleton(Seams.Time);
        services.AddRoutingCore();
        services.AddSingleton(typeof(IHostLifetime), Seams.OwnsProcess ? typeof(ProcessLifetime) : typeof(ProcessLifetime.Silent));

        // The vault of an account wins over the embedded one: then the app's own credential is used.
        if (DataFolder.PathOf(Web.Configuration["KeyVault"]) is { } folder && Web.Configuration["KeyVault:vaultUri"] is null)
        {
            Web.Configuration.AddInMemoryCollection([new("KeyVault:vaultUri", EmbeddedVault.Uri.AbsoluteUri)]);
            var path = Path.GetFullPath(folder, Seams.WorkingDirectory);
            services.AddSingleton<TokenCredential>(EmbeddedVault.Credential);
            services.AddSingleton(provider => Seams.Guard(() =>
            {
                DataFolder.Prepare(path, "KeyVault");
                var options = new SecretClientOptions();
                EmbeddedVault.Configure(options, path, provider.GetRequiredService<TimeProvider>());
                return options;
            }));
        }
    }

    private void AddServer()
    {
        var limit = Web.Configuration[BodyLimitSetting] switch
        {
            null => DefaultBodyLimit,
            var text => long.TryParse(text, out var bytes) && bytes > 0
                ? bytes
                : throw new StartupException($"{BodyLimitSetting} is \"{text}\"; it must be a number of bytes."),
        };
        Web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limit;
            kestrel.Listen(Address.Address, Address.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        Web.WebHost.UseSockets(sockets => sockets.Backlog = 4096);
    }
}
