namespace ServerlessCdi.Tests.Testing.People;

/// <summary>Names, streets and towns as one language has them. Lists are ranked, the most common first; an underscore is a blank.</summary>
public sealed record Region
{
    /// <summary>ISO 3166, two letters.</summary>
    public required string Country { get; init; }

    /// <summary>How many of a hundred people are of it.</summary>
    public required int Weight { get; init; }

    public required Ranked Women { get; init; }

    public required Ranked Men { get; init; }

    public required Ranked Families { get; init; }

    /// <summary>Halves that the many rare family names are put together from.</summary>
    public required (Ranked First, Ranked Second) RareFamilies { get; init; }

    /// <summary>Where a man's name ends in the first, a woman's ends in the second.</summary>
    public IReadOnlyList<(string Man, string Woman)> FamilyEndings { get; init; } = [];

    public required Ranked Streets { get; init; }

    /// <summary>What is put behind (or, with a star before it, in front of) the name of a street.</summary>
    public required Ranked StreetKinds { get; init; }

    public required Ranked Towns { get; init; }

    public required (Ranked First, Ranked Second) SmallTowns { get; init; }

    public required Ranked States { get; init; }

    /// <summary>9 stands for a digit, A for a letter; the rest stands for itself.</summary>
    public required string Postcode { get; init; }

    /// <summary>Of a mobile, behind the country's code.</summary>
    public required string Phone { get; init; }

    public required string Dialling { get; init; }

    /// <summary>How dates are written there.</summary>
    public string DateFormat { get; init; } = "dd.MM.yyyy";
}
