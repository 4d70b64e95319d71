using System.Runtime.CompilerServices;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyProfiles(IProfileStore store, PortFaults faults) : IProfileStore
{
    public Task<StoredProfile?> LoadAsync(ProfileId id, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.LoadAsync(id, cancellationToken));

    public Task<StoredProfile?> LoadGoldenAsync(ProfileId id, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.LoadGoldenAsync(id, cancellationToken));

    public Task<CommitResult> CommitAsync(ProfileCommit commit, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.CommitAsync(commit, cancellationToken));

    public async IAsyncEnumerable<Change> TimelineAsync(ProfileId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await faults.CallAsync(() => Task.CompletedTask);
        await foreach (var change in store.TimelineAsync(id, cancellationToken))
        {
            yield return change;
        }
    }

    public Task PurgeTimelineAsync(ProfileId id, Change deletion, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.PurgeTimelineAsync(id, deletion, cancellationToken));

    public Task ClearAsync(ProfileId id, CancellationToken cancellationToken) => faults.CallAsync(() => store.ClearAsync(id, cancellationToken));

    public Task<SentState?> LoadSentAsync(ProfileId id, string destination, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.LoadSentAsync(id, destination, cancellationToken));

    public Task SaveSentAsync(ProfileId id, SentState sent, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.SaveSentAsync(id, sent, cancellationToken));

    public Task<CommitResult> SaveMarkAsync(StoredProfile person, RecordKey record, MatchMark mark, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.SaveMarkAsync(person, record, mark, cancellationToken));
}
