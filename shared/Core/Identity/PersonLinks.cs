using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Core.Identity;

/// <summary>
/// What of a change may lead to a person. A contact is a person, and all that it names leads there. Any other record only
/// hangs on one: were it allowed to name two, a deal that is handed on would tie two persons together for ever.
/// </summary>
public static class PersonLinks
{
    /// <summary>The object whose records are persons.</summary>
    public const string PersonObject = "contact";

    /// <summary>The object whose records are firms, which many persons share.</summary>
    public const string CompanyObject = "company";

    private const string PersonSuffix = ":" + PersonObject;
    private const string CompanySuffix = ":" + CompanyObject;

    /// <summary>Everything of a contact; of any other record the first that may lead to a person, and nothing after it.</summary>
    public static IReadOnlyList<Identifier> Of(Change change)
    {
        if (change.Record.Object != PersonObject)
        {
            return [.. change.Identifiers.Where(MayLead).Take(1)];
        }

        return change.Identifiers.All(MayLead) ? change.Identifiers : [.. change.Identifiers.Where(MayLead)];
    }

    /// <summary>The companies that a contact names. They are kept with its record, and lead to nobody.</summary>
    public static IEnumerable<Identifier> Companies(Change change) => change.Record.Object == PersonObject
        ? change.Identifiers.Where(i => i.IsExternal && i.Type.EndsWith(CompanySuffix, StringComparison.Ordinal))
        : [];

    /// <summary>
    /// Whether a change of a contact says more than that a browser or a device was used: it names somebody, or it is of a
    /// record that needs no such name because its own key is one. A deletion says nothing of the kind.
    /// </summary>
    public static bool NamesSomebody(Change change, IdentityPolicy policy)
    {
        var links = Of(change);
        return links.Any(i => !policy.IsWeak(i)) || (links.Count == 0 && change.Kind != ChangeKind.Delete);
    }

    /// <summary>False for the key of a record that is no person: many persons may share a company.</summary>
    public static bool MayLead(Identifier identifier) =>
        !identifier.IsExternal || identifier.Type.EndsWith(PersonSuffix, StringComparison.Ordinal);
}
