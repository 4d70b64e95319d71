using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>Makes one HTTP call. Never throws for what the other side or the network does.</summary>
public interface IOutboundHttp
{
    /// <returns>The answer, or null where there was none: refused, unreachable, timed out.</returns>
    Task<OutboundResponse?> SendAsync(OutboundCall call, CancellationToken cancellationToken);
}
