using ServerlessCdi.Core.Changes;
using ServerlessCdi.Tests.Testing.People;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>
/// Made-up people as contacts of a source. No two records share an identifier: whatever comes together, the matching
/// brought together.
/// </summary>
/// <param name="people">How many are there already.</param>
internal sealed class StreamPeople(ulong seed, int people, DateTimeOffset start)
{
    private const string Source = "crm";
    private const int RecordPurpose = 77;

    private static readonly (string Column, string Field)[] Fields =
    [
        ("given_name", "firstName"), ("middle_name", "middleName"), ("surname", "lastName"), ("suffix", "suffix"), ("date_of_birth", "dateOfBirth"),
        ("gender", "gender"), ("street_number", "houseNumber"), ("address_1", "street"), ("address_2", "unit"), ("town", "city"),
        ("postcode", "postalCode"), ("state", "state"), ("country", "country"), ("email", "email"), ("phone", "phone"),
    ];

    private readonly Population _population = new(seed);

    /// <summary>The record that is there of a person.</summary>
    public Change Known(int person) => Contact($"p{person}", Population.Write(_population[person], Errors.None, Dice.At(seed, person, RecordPurpose)));

    /// <summary>An untidy second record of one who is there.</summary>
    public Change Again(int person, string run) =>
        Contact($"a{person}-{run}", Population.Write(_population[person], Errors.Some, Dice.At(seed, person, RecordPurpose + 1)));

    /// <summary>Somebody who is not there.</summary>
    public Change Newcomer(int n, string run) =>
        Contact($"n{n}-{run}", Population.Write(_population[people + 4 + n], Errors.Some, Dice.At(seed, n, RecordPurpose + 2)));

    private Change Contact(string key, IReadOnlyList<string> values)
    {
        var said = PersonRecord.Columns.Zip(values).ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal);
        return new()
        {
            Id = key,
            Source = Source,
            Record = new("contact", key),
            Kind = ChangeKind.Upsert,
            OccurredAt = start,
            ReceivedAt = start,
            Fields = [.. Fields.Where(f => said[f.Column].Length > 0).Select(f => new FieldChange(f.Field, FieldValue.Text(said[f.Column])))],
        };
    }
}
