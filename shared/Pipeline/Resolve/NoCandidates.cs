using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Where nobody is matched by likeness, nobody is to be found by it.</summary>
public sealed class NoCandidates : ICandidateStore
{
    public Task PublishAsync(ProfileId person, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> gone, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<IReadOnlyList<Posting>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Posting>>([.. keys.Select(k => new Posting(k, [], IsCapped: false))]);
}
