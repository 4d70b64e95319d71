using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>Candidate keys as they are, and above them as a rehearsal published them.</summary>
internal sealed class ImaginedCandidates(ICandidateStore real) : ICandidateStore
{
    private const int Remembered = 400_000;

    private readonly Lock _gate = new();
    private readonly Memory<string, Dictionary<ProfileId, bool>> _published = new(Remembered);

    public Task PublishAsync(ProfileId person, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> gone, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var key in gone)
            {
                Set(key, person, isThere: false);
            }

            foreach (var key in keys)
            {
                Set(key, person, isThere: true);
            }
        }

        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Posting>> FindAsync(IReadOnlyList<string> keys, int cap, CancellationToken cancellationToken)
    {
        var found = await real.FindAsync(keys, cap, cancellationToken);
        lock (_gate)
        {
            return [.. found.Select(posting => _published.TryGet(posting.Key, out var imagined) ? Over(posting, imagined, cap) : posting)];
        }
    }

    private static Posting Over(Posting real, Dictionary<ProfileId, bool> imagined, int cap)
    {
        var persons = real.Persons.Where(p => imagined.GetValueOrDefault(p, true)).Union(imagined.Where(p => p.Value).Select(p => p.Key)).Order().ToList();
        return new(real.Key, [.. persons.Take(cap)], real.IsCapped || persons.Count > cap);
    }

    private void Set(string key, ProfileId person, bool isThere)
    {
        if (!_published.TryGet(key, out var persons))
        {
            _published.Set(key, persons = []);
        }

        persons[person] = isThere;
    }
}
