using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyCandidates(ICandidateStore store, PortFaults faults) : ICandidateStore
{
    private int _calls;

    /// <summary>Calls that published or looked up.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public Task PublishAsync(ProfileId person, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> gone, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return faults.CallAsync(() => store.PublishAsync(person, keys, gone, cancellationToken));
    }

    public Task<IReadOnlyList<Posting>> FindAsync(IReadOnlyList<string> keys, int cap, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return faults.CallAsync(() => store.FindAsync(keys, cap, cancellationToken));
    }
}
