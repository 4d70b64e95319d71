using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>Orders to the desk, in a line each.</summary>
internal static class Desk
{
    /// <summary>One change after another, each received a second after the one before; the person of the last.</summary>
    public static async Task<ProfileId> ArriveAsync(Rig rig, Instance instance, params IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            await instance.OneByOneAsync(change with { ReceivedAt = rig.Time.GetUtcNow() });
        }

        return (await instance.FindAsync(RecordKey.Of(changes[^1])))!.Id;
    }

    public static Task<TieResult> TieAsync(this Instance instance, Change one, Change other, bool lift = false) =>
        instance.Get<PersonDesk>().TieAsync(
            IdentityLink.Between(RecordKey.Of(one), RecordKey.Of(other), IdentityLinkKind.Match, instance.Get<TimeProvider>().GetUtcNow(), "matching"),
            lift,
            CancellationToken.None);

    public static Task<UnmergeResult> UnmergeAsync(this Instance instance, ProfileId person, string link) =>
        instance.Get<PersonDesk>().UnmergeAsync(person, new("steward", null) { LinkId = link }, CancellationToken.None);
}
