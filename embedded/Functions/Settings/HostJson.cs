using System.Globalization;
using Microsoft.Extensions.Configuration;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Settings;

/// <summary>
/// host.json, overridden by settings named <c>AzureFunctionsJobHost__path__to__value</c> as on Azure
/// (https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values).
/// </summary>
internal sealed class HostJson
{
    private readonly IConfiguration _root;

    private HostJson(IConfiguration root)
    {
        _root = root;
        RoutePrefix = (root["extensions:http:routePrefix"] ?? "api").Trim('/');
        FunctionTimeout = Timeout("functionTimeout", TimeSpan.FromMinutes(30));
        ServiceBus = new ServiceBusSettings(this);
    }

    public string RoutePrefix { get; }

    /// <summary>How long one run may take; infinite for "-1". Default 30 minutes, as on Flex Consumption.</summary>
    public TimeSpan FunctionTimeout { get; }

    public ServiceBusSettings ServiceBus { get; }

    public IEnumerable<KeyValuePair<string, string?>> LogLevels =>
        _root.GetSection("logging:logLevel").AsEnumerable(makePathsRelative: true).Where(l => l.Value is not null);

    public static HostJson Load(HostSeams seams, IConfiguration settings)
    {
        var file = Path.Combine(seams.BaseDirectory, "host.json");
        var builder = new ConfigurationBuilder();
        try
        {
            if (File.Exists(file))
            {
                builder.AddJsonStream(new MemoryStream(File.ReadAllBytes(file)));
            }

            return new HostJson(builder.AddConfiguration(settings.GetSection("AzureFunctionsJobHost")).Build());
        }
        catch (Exception failure) when (failure is FormatException or InvalidDataException or System.Text.Json.JsonException)
        {
            throw new StartupException($"{file} is not valid JSON: {(failure.InnerException ?? failure).Message}", failure);
        }
    }

    public int Count(string path, int fallback, int least)
    {
        if (_root[path] is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new StartupException($"host.json: {Dotted(path)} is \"{text}\"; it must be a whole number of at least {least}.");
    }

    public bool Flag(string path, bool fallback)
    {
        if (_root[path] is not { } text)
        {
            return fallback;
        }

        return bool.TryParse(text, out var value)
            ? value
            : throw new StartupException($"host.json: {Dotted(path)} is \"{text}\"; it must be true or false.");
    }

    public TimeSpan? Span(string path)
    {
        if (_root[path] is not { } text)
        {
            return null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new StartupException($"host.json: {Dotted(path)} is \"{text}\"; it must be a time span such as 00:05:00.");
    }

    private TimeSpan Timeout(string path, TimeSpan fallback)
    {
        if (_root[path] == "-1")
        {
            return System.Threading.Timeout.InfiniteTimeSpan;
        }

        var value = Span(path) ?? fallback;
        return value > TimeSpan.Zero && value <= TimeSpan.FromDays(24)
            ? value
            : throw new StartupException($"host.json: {Dotted(path)} must be a positive time span of at most 24 days, or -1 for none.");
    }

    private static string Dotted(string path) => path.Replace(':', '.');
}
