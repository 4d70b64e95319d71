namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The parts of a person's full name; one that the name does not have is null.</summary>
internal sealed record PersonName
{
    public string? Prefix { get; init; }

    public string? First { get; init; }

    public string? Middle { get; init; }

    public string? Last { get; init; }

    public string? Suffix { get; init; }

    /// <summary>Which word is which cannot be said: Chinese, Japanese or Korean without a space, or no name at all.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>How a source writes full names.</summary>
/// <param name="FamilyFirst">The family name stands first without a comma, as in Hungary or Vietnam.</param>
/// <param name="Surnames">How many words at the end are family names where nothing else tells: 2 for Spanish ones.</param>
internal sealed record PersonNameStyle(bool FamilyFirst, int Surnames);
