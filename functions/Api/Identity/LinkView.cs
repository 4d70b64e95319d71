using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>Why a person's contact records are one person, and from whom they are kept apart.</summary>
/// <param name="Shared">Identifiers that several records have, by their type: these tie without a link.</param>
/// <param name="Separations">Whom these records are kept apart from, by a steward's word.</param>
/// <param name="Origins">What the person consisted of before others joined; empty where nobody ever did.</param>
public sealed record LinksView(
    ProfileId Profile,
    IReadOnlyList<RecordKeyView> Records,
    IReadOnlyList<SharedView> Shared,
    IReadOnlyList<LinkView> Links,
    IReadOnlyList<SeparationView> Separations,
    IReadOnlyList<OriginView> Origins)
{
    internal static LinksView Of(Profile person) => new(
        person.Id,
        RecordKeyView.Of(person.Records.Keys.Where(r => r.IsPerson).Order()),
        [.. PersonBonds.Of(person).Select(s => new SharedView(s.Type, RecordKeyView.Of(s.Records)))],
        [.. person.Ties.Links.Values.OrderBy(l => l.At).Select(l => LinkView.Of(l, withScore: false))],
        [.. person.Ties.Separations.Values.OrderBy(s => s.At).Select(SeparationView.Of)],
        [.. person.Ties.Origins.Values.OrderBy(o => o.At).Select(o => new OriginView(o.Id, RecordKeyView.Of(o.Records), o.At, o.Cause))]);
}

public sealed record RecordKeyView(string Source, string Object, string Key)
{
    internal static RecordKeyView Of(RecordKey key) => new(key.Source, key.Object, key.Key);

    internal static IReadOnlyList<RecordKeyView> Of(IEnumerable<RecordKey> keys) => [.. keys.Select(Of)];
}

public sealed record SharedView(string Type, IReadOnlyList<RecordKeyView> Records);

/// <param name="Bits">Of the score that it stands on; absent where a steward tied them unasked.</param>
/// <param name="Score">The whole score, where one link is asked for.</param>
public sealed record LinkView(string Id, string Kind, RecordKeyView Left, RecordKeyView Right, DateTimeOffset At, string By, double? Bits, ScoreView? Score)
{
    internal static LinkView Of(IdentityLink link, bool withScore) => new(
        link.Id,
        ReviewNames.Of(link.Kind),
        RecordKeyView.Of(link.Left),
        RecordKeyView.Of(link.Right),
        link.At,
        link.By,
        link.Score is { } score ? Math.Round(score.Bits, 3) : null,
        withScore && link.Score is { } whole ? ScoreView.Of(whole) : null);
}

public sealed record SeparationView(
    string Id, string Kind, IReadOnlyList<RecordKeyView> Left, IReadOnlyList<RecordKeyView> Right, DateTimeOffset At, string By, string? Reason)
{
    internal static SeparationView Of(Separation separation) => new(
        separation.Id,
        ReviewNames.Of(separation.Kind),
        RecordKeyView.Of(separation.Left),
        RecordKeyView.Of(separation.Right),
        separation.At,
        separation.By,
        separation.Why);
}

/// <param name="Profile">Under which id they were a person, which an unmerge gives back.</param>
/// <param name="Cause">The id of the link that tied them, or <c>identifier</c>.</param>
public sealed record OriginView(ProfileId Profile, IReadOnlyList<RecordKeyView> Records, DateTimeOffset At, string Cause);
