using System.Text.Json;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

/// <summary>Changes and persons to store.</summary>
internal static class People
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static int _minutes;

    public static ProfileId NewId() => ProfileId.Create(Noon.AddMinutes(Interlocked.Increment(ref _minutes)));

    public static Change Change(string id, int minute = 0, string source = "crm", string key = "42") => new()
    {
        Id = id,
        Source = source,
        Record = new("contact", key),
        Kind = ChangeKind.Upsert,
        OccurredAt = Noon.AddMinutes(minute),
        ReceivedAt = Noon.AddMinutes(minute),
        Identifiers = [new(Identifier.Email, $"{key}@example.com")],
        Fields = [new("firstName", FieldValue.Text("Žofie \"字\"")), new("score", FieldValue.Number(4.50m)), new("gone", FieldValue.Null)],
        Consents = [new ConsentEntry("marketing", "email", ConsentState.Granted, "consent", "gdpr", "form 7")],
    };

    /// <summary>The commit that takes a person on by these changes.</summary>
    public static ProfileCommit After(StoredProfile? stored, Profile before, params Change[] changes)
    {
        var result = ProfileFold.Apply(before, changes, SurvivorshipPolicy.Default, (_, _) => false);
        return new(stored?.Handle, before, result.After, result.Touched, changes);
    }

    public static ProfileCommit First(ProfileId id, params Change[] changes) => After(null, Profile.New(id), changes);

    public static ProfileCommit Next(StoredProfile stored, params Change[] changes) => After(stored, stored.Profile, changes);

    public static async Task<StoredProfile> SaveAsync(this IProfileStore store, ProfileId id, params Change[] changes)
    {
        var stored = await store.LoadAsync(id, CancellationToken.None);
        var commit = stored is null ? First(id, changes) : Next(stored, changes);
        Assert.Equal(CommitStatus.Committed, (await store.CommitAsync(commit, CancellationToken.None)).Status);
        return Assert.IsType<StoredProfile>(await store.LoadAsync(id, CancellationToken.None));
    }

    public static async Task<List<string>> TimelineIdsAsync(this IProfileStore store, ProfileId id)
    {
        var ids = new List<string>();
        await foreach (var change in store.TimelineAsync(id, CancellationToken.None))
        {
            ids.Add(change.Id);
        }

        return ids;
    }

    /// <summary>Everything of a person as text: equal exactly when the persons are.</summary>
    public static string Text(Profile profile) => string.Join('\n',
    [
        $"{profile.Id} {profile.Status} {profile.MergedInto} {profile.Version}",
        JsonSerializer.Serialize(GoldenDocument.Of(profile.Golden), CoreJson.Relaxed.GoldenDocument),
        .. profile.Records.OrderBy(r => r.Key).Select(r => JsonSerializer.Serialize(RecordDocument.Of(r.Value), CoreJson.Relaxed.RecordDocument)),
    ]);
}
