namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>The fields that are compared.</summary>
public sealed record MatchSchema(IReadOnlyList<MatchField> Fields)
{
    /// <summary>ISO 3166 country whose rules read a telephone number without a calling code.</summary>
    public string? Region { get; init; }

    /// <summary>A schema whose roles are guessed from the names of the fields.</summary>
    public static MatchSchema Guess(IEnumerable<string> names)
    {
        var fields = names.Select(n => new MatchField(n, RoleGuess.Of(n))).ToList();
        bool Has(FieldRole role) => fields.Exists(f => f.Role == role);

        // "birthday" is the day where a year stands beside it, and else the date; a name in one text adds nothing to its parts.
        var hasYear = Has(FieldRole.BirthYear);
        var hasParts = Has(FieldRole.GivenName) && Has(FieldRole.FamilyName);
        return new([.. fields.Select(f => f.Role switch
        {
            FieldRole.BirthDay when !hasYear => f with { Role = FieldRole.BirthDate },
            FieldRole.FullName when hasParts => f with { Role = FieldRole.Ignore },
            _ => f,
        })]);
    }
}

/// <param name="Name">As it stands in the records.</param>
/// <param name="Comparator">
/// One of <see cref="Comparators"/>, for a field of the roles <see cref="FieldRole.Text"/>, <see cref="FieldRole.Number"/>,
/// <see cref="FieldRole.Date"/>, <see cref="FieldRole.Set"/> and <see cref="FieldRole.Id"/>; null: the role's own.
/// </param>
public sealed record MatchField(string Name, FieldRole Role, string? Comparator = null);

/// <summary>The comparators that a field may name.</summary>
public static class Comparators
{
    public const string Exact = "exact";
    public const string JaroWinkler = "jaro-winkler";
    public const string DamerauLevenshtein = "damerau-levenshtein";
    public const string Tokens = "tokens";
    public const string Date = "date";
    public const string Numeric = "numeric";
    public const string Set = "set";

    public static IReadOnlyList<string> All { get; } = [Exact, JaroWinkler, DamerauLevenshtein, Tokens, Date, Numeric, Set];

    internal static string OfRole(FieldRole role) => role switch
    {
        FieldRole.Number => Numeric,
        FieldRole.Date => Date,
        FieldRole.Set => Set,
        FieldRole.Id => Exact,
        FieldRole.Organisation => Tokens,
        _ => JaroWinkler,
    };
}
