using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>Persons as they are, and above them as a rehearsal left them. Nothing reaches the store.</summary>
internal sealed class ImaginedProfiles(IProfileStore real, ITimelineEntries timeline) : IProfileStore
{
    private const int RememberedPersons = 50_000;

    /// <summary>Changes that are known again as repetitions, at 16 bytes or so.</summary>
    private const int RememberedChanges = 5_000_000;

    private readonly Lock _gate = new();
    private readonly Memory<ProfileId, StoredProfile> _persons = new(RememberedPersons);
    private readonly Memory<ulong, bool> _entered = new(RememberedChanges);
    private readonly Dictionary<ProfileId, HashSet<ProfileId>> _absorbed = [];

    public async Task<StoredProfile?> LoadAsync(ProfileId id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_persons.TryGet(id, out var person))
            {
                return person;
            }
        }

        return await real.LoadAsync(id, cancellationToken);
    }

    public Task<StoredProfile?> LoadGoldenAsync(ProfileId id, CancellationToken cancellationToken) => LoadAsync(id, cancellationToken);

    public async Task<CommitResult> CommitAsync(ProfileCommit commit, CancellationToken cancellationToken)
    {
        var known = commit.TimelineMayExist ? [] : await KnownAsync(commit, cancellationToken);
        lock (_gate)
        {
            if (_persons.TryGet(commit.Next.Id, out var current) && !ReferenceEquals(current.Handle, commit.Handle))
            {
                return CommitResult.Conflict;
            }

            var keys = commit.Timeline.Select(KeyOf).ToList();
            var duplicates = Enumerable.Range(0, keys.Count)
                .Where(i => known.Contains(i) || _entered.TryGet(keys[i], out _) || keys.IndexOf(keys[i]) < i).ToList();
            if (duplicates.Count > 0 && !commit.TimelineMayExist)
            {
                return CommitResult.Duplicate(duplicates);
            }

            keys.ForEach(key => _entered.Set(key, true));
            Absorb(commit.Next);
            var stored = new StoredProfile(commit.Next, new object());
            _persons.Set(commit.Next.Id, stored);
            return CommitResult.Committed(stored.Handle);
        }
    }

    /// <summary>Empty: what is entered of a merged person is looked up where it stands.</summary>
    public IAsyncEnumerable<Change> TimelineAsync(ProfileId id, CancellationToken cancellationToken) => AsyncEnumerable.Empty<Change>();

    public Task PurgeTimelineAsync(ProfileId id, Change deletion, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ClearAsync(ProfileId id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<SentState?> LoadSentAsync(ProfileId id, string destination, CancellationToken cancellationToken) =>
        real.LoadSentAsync(id, destination, cancellationToken);

    public Task SaveSentAsync(ProfileId id, SentState sent, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CommitResult> SaveMarkAsync(StoredProfile person, RecordKey record, MatchMark mark, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_persons.TryGet(person.Profile.Id, out var current) && !ReferenceEquals(current.Handle, person.Handle))
            {
                return Task.FromResult(CommitResult.Conflict);
            }

            var marked = new StoredProfile(person.Profile.Marked(record, mark), new object());
            _persons.Set(person.Profile.Id, marked);
            return Task.FromResult(CommitResult.Committed(marked.Handle));
        }
    }

    /// <summary>Which of the commit's changes were applied before the rehearsal. A change can only be there where its record is.</summary>
    private async Task<HashSet<int>> KnownAsync(ProfileCommit commit, CancellationToken cancellationToken)
    {
        var candidates = Enumerable.Range(0, commit.Timeline.Count)
            .Where(i => commit.Previous.Records.ContainsKey(RecordKey.Of(commit.Timeline[i]))).ToList();
        var known = new HashSet<int>();
        if (candidates.Count == 0)
        {
            return known;
        }

        List<ProfileId> places = [commit.Next.Id];
        lock (_gate)
        {
            places.AddRange(_absorbed.GetValueOrDefault(commit.Next.Id) ?? []);
        }

        foreach (var place in places)
        {
            var entries = await timeline.FindAsync(place, [.. candidates.Select(i => commit.Timeline[i])], cancellationToken);
            known.UnionWith(candidates.Where((_, n) => entries[n] is not null));
        }

        return known;
    }

    private void Absorb(Profile next)
    {
        if (next is not { Status: ProfileStatus.Merging, MergedInto: { } survivor })
        {
            return;
        }

        if (!_absorbed.TryGetValue(survivor, out var places))
        {
            _absorbed[survivor] = places = [];
        }

        places.Add(next.Id);
        places.UnionWith(_absorbed.GetValueOrDefault(next.Id) ?? []);
    }

    /// <summary>What names a change in a timeline: a record is of one person, so the record stands for the person.</summary>
    private static ulong KeyOf(Change change)
    {
        var time = change.TimeIsReceipt ? "" : change.OccurredAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var text = string.Join('\0', change.Source, change.Record.Object, change.Record.Key, change.Id, time);
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
