using System.Collections.Immutable;
using ServerlessCdi.Core.Identity.Links;

namespace ServerlessCdi.Core.Profiles;

/// <summary>
/// Why records are one person beyond the identifiers that they share, what may not become one with them, and who was joined
/// in. Nothing of it is golden: the same records with and without it are the same person.
/// </summary>
public sealed record PersonTies
{
    public static PersonTies None { get; } = new();

    /// <summary>By their id.</summary>
    public ImmutableSortedDictionary<string, IdentityLink> Links { get; init; } = ImmutableSortedDictionary.Create<string, IdentityLink>(StringComparer.Ordinal);

    /// <summary>By their id.</summary>
    public ImmutableSortedDictionary<string, Separation> Separations { get; init; } =
        ImmutableSortedDictionary.Create<string, Separation>(StringComparer.Ordinal);

    /// <summary>Each person that became part of this one, and this one itself; empty where nobody ever did.</summary>
    public ImmutableSortedDictionary<ProfileId, Origin> Origins { get; init; } = ImmutableSortedDictionary<ProfileId, Origin>.Empty;

    public bool IsEmpty => Links.IsEmpty && Separations.IsEmpty && Origins.IsEmpty;

    public PersonTies With(IdentityLink link) => this with { Links = Links.SetItem(link.Id, link) };

    public PersonTies With(Separation separation) => this with { Separations = Separations.SetItem(separation.Id, separation) };

    public PersonTies With(Origin origin) => this with { Origins = Origins.SetItem(origin.Id, origin) };

    /// <summary>The separations that keep the records of two persons apart, whoever of the two has them.</summary>
    public static IReadOnlyList<Separation> Between(Profile one, Profile other) =>
        [.. one.Ties.Separations.Values.Concat(other.Ties.Separations.Values).DistinctBy(s => s.Id).Where(s => s.IsBetween(one.Records.Keys, other.Records.Keys))];

    /// <summary>
    /// The ties of a survivor who has taken the loser in. Who came from where is worked out from the records that each has,
    /// so it must be stored before any record moves; once it is, it stays as it was.
    /// </summary>
    public static PersonTies Joined(Profile survivor, Profile loser, DateTimeOffset now)
    {
        var ties = survivor.Ties;
        ties = ties with
        {
            Links = ties.Links.SetItems(loser.Ties.Links.Where(l => !ties.Links.ContainsKey(l.Key))),
            Separations = ties.Separations.SetItems(loser.Ties.Separations.Where(s => !ties.Separations.ContainsKey(s.Key))),
        };
        if (!loser.IsPerson || ties.Origins.ContainsKey(loser.Id))
        {
            return ties;
        }

        var cause = CauseOf(loser);
        var self = loser.Ties.Origins.GetValueOrDefault(loser.Id) ?? OriginOf(loser, now, cause);
        var own = ties.Origins.ContainsKey(survivor.Id) ? ties : ties.With(OriginOf(survivor, now, cause));
        return (own with { Origins = own.Origins.SetItems(loser.Ties.Origins) }).With(self with { At = now, Cause = cause });
    }

    /// <summary>A step from these ties to others, of at most so many entries, so that a commit can hold it; who came from where comes first.</summary>
    public PersonTies Toward(PersonTies target, int most)
    {
        var left = most;
        var next = new PersonTies
        {
            Origins = Step(Origins, target.Origins, ref left),
            Links = Step(Links, target.Links, ref left),
            Separations = Step(Separations, target.Separations, ref left),
        };
        return left < most ? next : this;
    }

    private static ImmutableSortedDictionary<TKey, T> Step<TKey, T>(ImmutableSortedDictionary<TKey, T> from, ImmutableSortedDictionary<TKey, T> to, ref int left)
        where TKey : notnull
        where T : class
    {
        var gone = from.Keys.Where(k => !to.ContainsKey(k)).Take(left).ToList();
        left -= gone.Count;
        var set = to.Where(t => !from.TryGetValue(t.Key, out var known) || !ReferenceEquals(known, t.Value)).Take(left).ToList();
        left -= set.Count;
        return gone.Count + set.Count == 0 ? from : from.RemoveRange(gone).SetItems(set);
    }

    private static Origin OriginOf(Profile person, DateTimeOffset at, string cause) =>
        new(person.Id, [.. person.Records.Keys.Where(k => k.IsPerson).Order()], at, cause);

    /// <summary>The link that leads out of the person: the one for whose sake they were closed.</summary>
    private static string CauseOf(Profile loser) =>
        loser.Ties.Links.Values.FirstOrDefault(l => loser.Records.ContainsKey(l.Left) != loser.Records.ContainsKey(l.Right))?.Id ?? Origin.ByIdentifier;
}
