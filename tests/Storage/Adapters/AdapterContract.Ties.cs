using System.Text.Json;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    private static readonly RecordKey Here = new("crm", "contact", "42");
    private static readonly RecordKey There = new("shop", "contact", "7");

    [Fact]
    public async Task What_ties_a_person_and_how_they_are_taken_apart_is_loaded_as_it_was_committed()
    {
        var stored = await TiedAsync(People.NewId());

        var loaded = (await Store.Profiles.LoadAsync(stored.Profile.Id, None))!.Profile;

        Assert.Equal(TiesOf(stored.Profile), TiesOf(loaded));
        Assert.Equal((ProfileStatus.Splitting, true), (loaded.Status, loaded.WasSplit));
        Assert.Equal(SplitStage.Planned, loaded.Split!.Stage);
        Assert.Equal(People.Noon.AddDays(-1), loaded.Ties.Separations.Values.Single().Since);
    }

    [Fact]
    public async Task What_ties_no_longer_leaves_no_row()
    {
        var stored = await TiedAsync(People.NewId());
        var free = stored.Profile.With(PersonTies.None).Remaining(null);
        free = free.Beside(PersonTies.None, free.Marks.Clear(), null, wasSplit: true);

        var result = await Store.Profiles.CommitAsync(new(stored.Handle, stored.Profile, free, [], []), None);

        var loaded = (await Store.Profiles.LoadAsync(stored.Profile.Id, None))!.Profile;
        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.True(loaded.Ties.IsEmpty && loaded.Marks.IsEmpty && loaded.Split is null && loaded.WasSplit);
        Assert.DoesNotContain(await RowsAsync("profiles", loaded.Id.ToString()), r => r.RowKey.StartsWith("profile|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_ties_a_person_moves_to_the_survivor_and_is_cleared_with_the_rest()
    {
        var survivor = await Store.Profiles.SaveAsync(People.NewId(), People.Change("b", key: "43"));
        var tied = await TiedAsync(People.NewId());
        var closed = tied.Profile.Merging(survivor.Profile.Id);
        var handle = (await Store.Profiles.CommitAsync(new(tied.Handle, tied.Profile, closed, [], []), None)).Handle;
        var reloaded = (await Store.Profiles.LoadAsync(closed.Id, None))!.Profile;
        var joined = survivor.Profile.With(PersonTies.Joined(survivor.Profile, reloaded, People.Noon));
        await Store.Profiles.CommitAsync(new(survivor.Handle, survivor.Profile, joined, [], []), None);

        await Store.Profiles.ClearAsync(closed.Id, None);
        await Store.Profiles.CommitAsync(new(handle, closed, closed.Merged(), [], []), None);

        var after = (await Store.Profiles.LoadAsync(survivor.Profile.Id, None))!.Profile;
        Assert.Equal(TiesOf(joined), TiesOf(after));
        Assert.Equal(closed.Ties.Links.Keys, after.Ties.Links.Keys);
        Assert.Equal(closed.Ties.Separations.Keys, after.Ties.Separations.Keys);
        Assert.Superset(new HashSet<ProfileId> { closed.Id, survivor.Profile.Id }, after.Ties.Origins.Keys.ToHashSet());
        Assert.Equal(["profile"], (await RowsAsync("profiles", closed.Id.ToString())).Select(r => r.RowKey));
    }

    /// <summary>A person with a link, a separation, somebody who was joined in, a mark and a plan.</summary>
    private async Task<StoredProfile> TiedAsync(ProfileId id)
    {
        var stored = await Store.Profiles.SaveAsync(id, People.Change("a"));
        var separation = Separation.Of([Here], [There], SeparationKind.Unmerged, People.Noon, "steward", "two people") with { Since = People.Noon.AddDays(-1) };
        var ties = PersonTies.None
            .With(IdentityLink.Between(Here, There, IdentityLinkKind.Steward, People.Noon, "steward"))
            .With(separation)
            .With(new Origin(People.NewId(), [There], People.Noon, Origin.ByIdentifier));
        var plan = new SplitPlan(
            SplitStage.Planned,
            [new(id, [Here], [id]), new(People.NewId(), [There], [])],
            [new(new("crm", "deal", "5"), [0, 1], 1)],
            separation,
            People.Noon);
        var next = stored.Profile.With(ties).Marked(Here, new("features", ["name-dob:x", "phone:y"])).Splitting(plan);
        var result = await Store.Profiles.CommitAsync(new(stored.Handle, stored.Profile, next, [], []), None);
        Assert.Equal(CommitStatus.Committed, result.Status);
        return new(next, result.Handle!);
    }

    /// <summary>All that is kept of a person beside the records, as text.</summary>
    private static string TiesOf(Profile profile) => string.Join('\n',
    [
        .. profile.Ties.Links.Values.Select(l => JsonSerializer.Serialize(l, CoreJson.Relaxed.IdentityLink)),
        .. profile.Ties.Separations.Values.Select(s => JsonSerializer.Serialize(s, CoreJson.Relaxed.Separation)),
        .. profile.Ties.Origins.Values.Select(o => JsonSerializer.Serialize(o, CoreJson.Relaxed.Origin)),
        .. profile.Marks.Select(m => JsonSerializer.Serialize(new MarkDocument(m.Key, m.Value), CoreJson.Relaxed.MarkDocument)),
        profile.Split is { } plan ? JsonSerializer.Serialize(plan, CoreJson.Relaxed.SplitPlan) : "",
    ]);
}
