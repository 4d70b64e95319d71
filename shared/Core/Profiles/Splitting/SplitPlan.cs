using ServerlessCdi.Core.Identity.Links;

namespace ServerlessCdi.Core.Profiles.Splitting;

/// <summary>
/// How a person is taken apart. Stored with the person before anything else happens, it holds all that must not be decided
/// twice: whoever goes on after a crash comes to the same end.
/// </summary>
/// <param name="Sides">The first keeps the person's id.</param>
/// <param name="Hanging">Records that are no contact and do not stay with the first side alone.</param>
/// <param name="Since">From when on the sides were one person: an echo of that time may be of the other side.</param>
public sealed record SplitPlan(
    SplitStage Stage, IReadOnlyList<SplitSide> Sides, IReadOnlyList<HangingPlace> Hanging, Separation Separation, DateTimeOffset Since)
{
    /// <summary>The side's own ties: links within it, every separation that it has part in, and who came into it.</summary>
    public PersonTies TiesOf(PersonTies whole, int side)
    {
        var contacts = Sides[side].Contacts.ToHashSet();
        var former = whole.Origins.Where(o => Sides[side].Former.Contains(o.Key)).ToList();
        return new PersonTies
        {
            Links = whole.Links.RemoveRange(whole.Links.Values.Where(l => !contacts.Contains(l.Left) || !contacts.Contains(l.Right)).Select(l => l.Id)),
            Separations = whole.Separations
                .RemoveRange(whole.Separations.Values.Where(s => !s.Left.Concat(s.Right).Any(contacts.Contains)).Select(s => s.Id))
                .SetItem(Separation.Id, Separation),
            Origins = former.Count < 2 ? PersonTies.None.Origins : PersonTies.None.Origins.AddRange(former),
        };
    }
}

/// <param name="Id">Of the person that the side is from now on.</param>
/// <param name="Contacts">The contact records.</param>
/// <param name="Former">Ids of persons who became part of the whole and belong to this side: they lead here.</param>
public sealed record SplitSide(ProfileId Id, IReadOnlyList<RecordKey> Contacts, IReadOnlyList<ProfileId> Former);

/// <param name="Sides">Whose it is; of both where it was handed from one to the other.</param>
/// <param name="Keeper">The side that its own key leads to, and that has what was said of it without a link.</param>
public sealed record HangingPlace(RecordKey Record, IReadOnlyList<int> Sides, int Keeper);

/// <summary>How far a plan is carried out. Stored as a number: never renumber one.</summary>
public enum SplitStage
{
    /// <summary>The other sides are being written; nobody sees them.</summary>
    Planned,

    /// <summary>They are complete: they come to life, and identifiers and ids lead to them.</summary>
    Written,

    /// <summary>What left is being taken away from the person.</summary>
    Leaving,

    /// <summary>The person is whole again, and destinations are to be told.</summary>
    Telling,
}
