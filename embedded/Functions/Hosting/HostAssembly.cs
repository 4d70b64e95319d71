using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Embedded.Functions.Discovery;
using ServerlessCdi.Embedded.Functions.Http;
using ServerlessCdi.Embedded.Functions.ServiceBus;
using ServerlessCdi.Embedded.Functions.Settings;
using ServerlessCdi.Embedded.Functions.Timers;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>Puts the host together: finds the functions, and gives each its route or its listener.</summary>
internal sealed class HostAssembly(
    HostPlan plan,
    IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
    bool servesHttp,
    BusClients clients)
{
    private readonly FunctionCatalog _catalog = new([new HttpBinder(servesHttp), new TimerBinder(), new QueueBinder()]);

    public IHost Build()
    {
        var functions = _catalog.Find(plan.Seams.FunctionTypes ?? Assembly.GetEntryAssembly()?.GetTypes() ?? []);
        var routes = Routes(functions);
        var app = plan.Web.Build();
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        var runtime = new HostRuntime(
            new FunctionRunner(middleware), plan.Host.FunctionTimeout, plan.Seams.Time, app.Services, logs.CreateLogger("Host"));
        var timers = new TimerStore(plan.Data);
        var listeners = functions.Select(f => Listener(f, timers, runtime)).OfType<IListener>().ToList();
        _catalog.ThrowIfFaulty();
        var keys = new HostKeys(plan.Data, logs.CreateLogger<HostKeys>());
        HttpPipeline.Map(app, routes, keys, runtime);
        return new EmbeddedHost(app, plan, new HostParts(routes, listeners, clients, () => Prepare(keys, timers)));
    }

    private void Prepare(HostKeys keys, TimerStore timers)
    {
        plan.Data.Prepare();
        keys.Prepare();
        timers.Prepare();
    }

    private List<HttpRoute> Routes(IEnumerable<FunctionDescriptor> functions)
    {
        var routes = functions.Where(f => f.Trigger is HttpTriggerAttribute).Select(f => new HttpRoute(f, plan.Host.RoutePrefix)).ToList();
        for (var i = 0; i < routes.Count; i++)
        {
            if (routes[i].IsReserved)
            {
                _catalog.Add($"Function {routes[i].Function.Name} has the route {routes[i].Path}; the Functions host keeps /admin for itself.");
            }

            foreach (var clash in routes.Skip(i + 1).Where(routes[i].ClashesWith))
            {
                _catalog.Add($"Functions {routes[i].Function.Name} and {clash.Function.Name} answer the same route: {clash.Path}.");
            }
        }

        return routes;
    }

    private IListener? Listener(FunctionDescriptor function, TimerStore timers, HostRuntime runtime)
    {
        try
        {
            return function.Trigger switch
            {
                TimerTriggerAttribute timer => new TimerListener(
                    function, TimerSchedule.Parse(SettingText.Resolve(timer.Schedule, plan.Web.Configuration)), timers, runtime),
                ServiceBusTriggerAttribute queue => Queue(Source(function, queue), runtime),
                _ => null,
            };
        }
        catch (Exception failure) when (failure is StartupException or FormatException or ArgumentException or NotSupportedException)
        {
            _catalog.Add($"Function {function.Name}: {failure.Message}");
            return null;
        }
    }

    private static IListener Queue(QueueSource source, HostRuntime runtime) => source switch
    {
        { IsBatched: true } => new BatchListener(source, runtime),
        { HasSessions: true } => new SessionListener(source, runtime),
        _ => new MessageListener(source, runtime),
    };

    private QueueSource Source(FunctionDescriptor function, ServiceBusTriggerAttribute trigger)
    {
        var settings = plan.Web.Configuration;
        var name = trigger.Connection ?? "ServiceBus";
        var connection = SettingText.Connection(name, settings)
            ?? throw new StartupException($"its connection, the setting \"{name}\", is not set.");
        var queue = SettingText.Resolve(trigger.QueueName!, settings); // The binder refused a trigger without one.
        return new QueueSource(function, clients.For(connection), queue, plan.Host.ServiceBus);
    }
}
