using ServerlessCdi.Embedded.Functions.Http;
using ServerlessCdi.Embedded.Functions.ServiceBus;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <param name="Routes">The HTTP functions.</param>
/// <param name="Listeners">The queues and timers.</param>
/// <param name="Clients">What the queues' listeners connect with.</param>
/// <param name="Prepare">Makes the data folder ready.</param>
internal sealed record HostParts(IReadOnlyList<HttpRoute> Routes, IReadOnlyList<IListener> Listeners, BusClients Clients, Action Prepare);
