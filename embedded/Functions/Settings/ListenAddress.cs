using System.Globalization;
using System.Net;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Settings;

/// <summary>Where the host listens: <c>--host</c> and <c>--port</c>, else the first of ASPNETCORE_URLS, else 127.0.0.1:7071 as Core Tools.</summary>
internal sealed record ListenAddress(IPAddress Address, int Port)
{
    private const int DefaultPort = 7071;

    public static ListenAddress From(string[] args, HostSeams seams)
    {
        var fallback = FromUrls(seams.Variable("ASPNETCORE_URLS")) ?? new ListenAddress(IPAddress.Loopback, DefaultPort);
        return new ListenAddress(
            Option(args, "--host") is { } host ? ParseHost(host) : fallback.Address,
            Option(args, "--port") is { } port ? ParsePort(port) : fallback.Port);
    }

    public string Url(int port) => $"http://{new IPEndPoint(Address, port)}";

    private static string? Option(string[] args, string name)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith(name + "=", StringComparison.Ordinal))
            {
                return args[i][(name.Length + 1)..];
            }

            if (args[i] == name)
            {
                return i + 1 < args.Length ? args[i + 1] : throw new StartupException($"{name} needs a value.");
            }
        }

        return null;
    }

    private static ListenAddress? FromUrls(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        if (first is null)
        {
            return null;
        }

        const string Scheme = "http://";
        var colon = first.LastIndexOf(':');
        if (!first.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || colon < Scheme.Length)
        {
            throw new StartupException($"ASPNETCORE_URLS is \"{urls}\": the embedded host speaks http://<host>:<port>; put TLS in front of it.");
        }

        return new ListenAddress(ParseHost(first[Scheme.Length..colon]), ParsePort(first[(colon + 1)..].TrimEnd('/')));
    }

    private static IPAddress ParseHost(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" or "+" => IPAddress.Any,
        _ => IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? address
            : throw new StartupException($"\"{host}\" is not an address to listen on: use an IP address, localhost or *."),
    };

    private static int ParsePort(string port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= IPEndPoint.MaxPort
            ? value
            : throw new StartupException($"\"{port}\" is not a port: use a number from 0 (any free one) to 65535.");
}
