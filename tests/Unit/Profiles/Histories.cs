using FsCheck;
using FsCheck.Fluent;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Profiles;

/// <summary>Histories of one person as several sources might report them: few values, so that everything collides.</summary>
internal static class Histories
{
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Gen<Change[]> Any { get; } = Gen.Sized(size => OneChange.ArrayOf().Resize(Math.Min(size, 40)).Select(Renumber));

    /// <summary>The same beside deals and orders of the same keys, some of which name a person, or two.</summary>
    public static Gen<Change[]> AnyWithOthers { get; } = Gen.Sized(size => Gen.Frequency((1, OneChange), (1, OneOther)).ArrayOf().Resize(Math.Min(size, 40)).Select(Renumber));

    private static Gen<Change> OneOther =>
        from change in OneChange
        from name in Gen.Elements("deal", "order")
        from links in Gen.Elements<Identifier[]>(
            [], [new(Identifier.Email, "ada@example.com")], [Identifier.External("crm", "contact", "1"), new(Identifier.Email, "bob@example.com")])
        select change with { Record = change.Record with { Object = name }, Identifiers = links };

    private static Gen<Change> OneChange =>
        from source in Gen.Elements("crm", "shop", "mail")
        from key in Gen.Elements("1", "2", "3")
        from kind in Gen.Frequency(
            (6, Gen.Constant(ChangeKind.Upsert)), (1, Gen.Constant(ChangeKind.Delete)), (1, Gen.Constant(ChangeKind.Merge)),
            (1, Gen.Constant(ChangeKind.Event)), (1, Gen.Constant(ChangeKind.Consent)))
        from second in Gen.Choose(0, 12)
        from fields in Fields
        from email in Gen.Elements("ada@example.com", "ADA2@example.com", null)
        from consent in Gen.Elements(ConsentState.Granted, ConsentState.Denied, ConsentState.Withdrawn)
        from privacy in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Change
        {
            Id = "unnumbered",
            Source = source,
            Record = new("contact", key),
            Kind = kind,
            OccurredAt = Start.AddSeconds(second),
            ReceivedAt = Start.AddSeconds(second + 1),
            Fields = kind is ChangeKind.Upsert ? fields : [],
            Identifiers = kind is ChangeKind.Upsert && email is not null ? [new(Identifier.Email, email)] : [],
            Consents = kind is ChangeKind.Consent ? [new("marketing", "email", consent)] : [],
            Event = kind is ChangeKind.Event ? new("seen", FieldValue.Null) : null,
            MergedKeys = kind is ChangeKind.Merge ? [key == "3" ? "2" : "3"] : [],
            Privacy = kind is ChangeKind.Delete && privacy,
        };

    private static Gen<FieldChange[]> Fields =>
        (from name in Gen.Elements("firstName", "city", "phone")
         from value in Gen.Elements(FieldValue.Text("Ada"), FieldValue.Text("ADA"), FieldValue.Number(7), FieldValue.Null)
         select new FieldChange(name, value)).ArrayOf().Select(f => f.DistinctBy(x => x.Name).ToArray());

    private static Change[] Renumber(Change[] changes) => [.. changes.Select((c, i) => c with { Id = $"c{i}" })];
}
