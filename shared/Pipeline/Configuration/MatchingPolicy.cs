using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>How records that share no identifier are matched.</summary>
/// <param name="Model">The weights and thresholds, with the fields that are compared.</param>
public sealed record MatchingPolicy(MatchModel Model)
{
    public MatchDecider Decider { get; } = new(Model);

    /// <summary>Most persons of one candidate key that are looked at; a key of more says too little.</summary>
    public int PostingCap { get; init; } = 50;

    /// <summary>Most persons that one record is compared with.</summary>
    public int Candidates { get; init; } = 12;

    /// <summary>Most persons that become part of one within an hour; what would be more waits for a steward.</summary>
    public int MergesAnHour { get; init; } = 20;

    /// <summary>
    /// The fields of a contact that are compared where the policy says nothing else, under the names that the mappings of
    /// connectors use.
    /// </summary>
    public static IReadOnlyDictionary<string, FieldRole> DefaultFields { get; } = new Dictionary<string, FieldRole>(StringComparer.Ordinal)
    {
        ["firstName"] = FieldRole.GivenName,
        ["middleName"] = FieldRole.MiddleName,
        ["lastName"] = FieldRole.FamilyName,
        ["maidenName"] = FieldRole.MaidenName,
        ["suffix"] = FieldRole.Suffix,
        ["dateOfBirth"] = FieldRole.BirthDate,
        ["birthDate"] = FieldRole.BirthDate,
        ["houseNumber"] = FieldRole.HouseNumber,
        ["street"] = FieldRole.Street,
        ["address"] = FieldRole.Street,
        ["unit"] = FieldRole.Unit,
        ["city"] = FieldRole.City,
        ["postalCode"] = FieldRole.Postcode,
        ["state"] = FieldRole.State,
        ["country"] = FieldRole.Country,
        ["nationalId"] = FieldRole.NationalId,
        ["email"] = FieldRole.Email,
        ["phone"] = FieldRole.Phone,
        ["mobilePhone"] = FieldRole.Phone,
        ["gender"] = FieldRole.Gender,
    };

    /// <summary>The default fields with weights that nobody trained.</summary>
    public static MatchingPolicy Default { get; } = new(MatchModel.Default(Schema(DefaultFields, null)));

    /// <param name="region">Whose rules read a telephone number without a calling code.</param>
    internal static MatchSchema Schema(IReadOnlyDictionary<string, FieldRole> fields, string? region) =>
        new([.. fields.Where(f => f.Value != FieldRole.Ignore).Select(f => new MatchField(f.Key, f.Value))]) { Region = region };
}
