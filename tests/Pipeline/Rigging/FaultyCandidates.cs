using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyCandidates(ICandidateStore store, PortFaults faults) : ICandidateStore
{
    private int _lookUps;

    /// <summary>Calls that looked candidates up.</summary>
    public int LookUps => Volatile.Read(ref _lookUps);

    public Task PublishAsync(ProfileId person, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> gone, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.PublishAsync(person, keys, gone, cancellationToken));

    public Task<IReadOnlyList<Posting>> FindAsync(IReadOnlyList<string> keys, int cap, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lookUps);
        return faults.CallAsync(() => store.FindAsync(keys, cap, cancellationToken));
    }
}
