namespace ServerlessCdi.Tests.Testing.People;

/// <summary>One record of somebody, and who it is.</summary>
/// <param name="Id">Says nothing of the person.</param>
/// <param name="Person">The truth: the number of the person.</param>
/// <param name="Values">In the order of <see cref="Columns"/>; empty where nothing is known.</param>
public sealed record PersonRecord(string Id, int Person, IReadOnlyList<string> Values)
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "given_name", "middle_name", "surname", "suffix", "date_of_birth", "gender", "street_number", "address_1", "address_2",
        "town", "postcode", "state", "country", "national_id", "email", "phone",
    ];

    /// <summary>By column; null where nothing is known.</summary>
    public Dictionary<string, string?> ToFields()
    {
        var fields = new Dictionary<string, string?>(Columns.Count);
        for (var i = 0; i < Columns.Count; i++)
        {
            fields[Columns[i]] = Values[i].Length == 0 ? null : Values[i];
        }

        return fields;
    }
}
