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

    private const string PersonSuffix = ":" + PersonObject;

    /// <summary>Everything of a contact; of any other record the first that may lead to a person, and nothing after it.</summary>
    public static IReadOnlyList<Identifier> Of(Change change)
    {
        if (change.Record.Object != PersonObject)
        {
            return [.. change.Identifiers.Where(MayLead).Take(1)];
        }

        return change.Identifiers.All(MayLead) ? change.Identifiers : [.. change.Identifiers.Where(MayLead)];
    }

    /// <summary>False for the key of a record that is no person: many persons may share a company.</summary>
    public static bool MayLead(Identifier identifier) =>
        !identifier.IsExternal || identifier.Type.EndsWith(PersonSuffix, StringComparison.Ordinal);
}
