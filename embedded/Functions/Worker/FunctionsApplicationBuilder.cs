using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly HostSeams _seams;
    private readonly HostPlan _plan;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _built;

    internal FunctionsApplicationBuilder(string[]? args, HostSeams seams)
    {
        _seams = seams;
        _plan = seams.Guard(() => HostPlan.Create(args ?? [], seams));
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)Web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public ConfigurationManager Configuration => Web.Configuration;

    public IHostEnvironment Environment => Web.Environment;

    public ILoggingBuilder Logging => Web.Logging;

    public IMetricsBuilder Metrics => Web.Metrics;

    public IServiceCollection Services => Web.Services;

    internal bool ServesHttp { get; set; }

    private WebApplicationBuilder Web => _plan.Web;

    /// <summary>Finds the functions. Faults among them end the process with a list of all of them and exit code 1.</summary>
    public IHost Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("The application has already been built.");
        }

        _built = true;
        return _seams.Guard(() => _plan.Build(_middleware, ServesHttp));
    }

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)Web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }
}
