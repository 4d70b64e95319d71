namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>
/// Rates that hold, roughly, for people anywhere: how often a field of one person is kept alike from record to record, how
/// often any two people agree in it, and how often those of one household do. Training puts a data set's own in their place.
/// </summary>
internal static class DefaultWeights
{
    /// <summary>What an address may say against and for a match, whatever its parts say.</summary>
    public const double AddressLeast = -4;
    public const double AddressMost = 36;

    public const string Given = "given_name";
    public const string Family = "family_name";
    public const string Middle = "middle_name";
    public const string Order = "name_order";
    public const string Suffix = "suffix";
    public const string Birth = "birth_date";
    public const string NationalId = "national_id";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Gender = "gender";
    public const string Household = "household";
    public const string Evidence = "evidence";

    public static IReadOnlyList<string> AddressParts { get; } = ["house_number", "street", "unit", "city", "postcode", "state", "country"];

    private static readonly Dictionary<string, FieldWeights> Known = new List<FieldWeights>
    {
        new(Given,
        [
            new("exact", 0.78, 0.006), new("nickname", 0.04, 0.002), new("close", 0.09, 0.003), new("initial", 0.02, 0.005),
            new("similar", 0.04, 0.03), new("different", 0.03, 0.954),
        ], 0.01),
        new(Family,
        [
            new("exact", 0.82, 0.001), new("close", 0.08, 0.0012), new("part", 0.02, 0.0005), new("similar", 0.03, 0.015),
            new("different", 0.05, 0.982),
        ], 0.75),
        new(Middle, [new("exact", 0.7, 0.02), new("initial", 0.15, 0.05), new("close", 0.05, 0.01), new("different", 0.1, 0.92)]),
        new(Order, [new("straight", 0.98, 0.98), new("swapped", 0.02, 0.08)]),
        new(Suffix, [new("exact", 0.92, 0.4), new("different", 0.08, 0.6)], 0.1),
        new(Birth,
        [
            new("exact", 0.86, 0.00005), new("close", 0.06, 0.003), new("parts", 0.04, 0.005), new("near", 0.02, 0.04),
            new("different", 0.02, 0.952),
        ], 0.05),
        new(NationalId,
        [
            new("exact", 0.9, 0.00001), new("close", 0.05, 0.0003), new("last_four", 0.02, 0.0002), new("near", 0.01, 0.003), new("different", 0.02, 0.9965),
        ]),
        new(Email,
        [
            new("exact", 0.74, 0.0002), new("close", 0.05, 0.0002), new("local_part", 0.06, 0.0005), new("role", 0.02, 0.005),
            new("different", 0.13, 0.994),
        ], 0.15),
        new(Phone, [new("exact", 0.7, 0.0001), new("close", 0.06, 0.03), new("different", 0.24, 0.9699)], 0.4),
        new(Gender, [new("exact", 0.98, 0.5), new("different", 0.02, 0.5)]),
        new("house_number", [new("exact", 0.85, 0.012), new("different", 0.15, 0.988)], 0.95),
        new("street", [new("exact", 0.7, 0.001), new("close", 0.1, 0.001), new("similar", 0.05, 0.015), new("different", 0.15, 0.98)], 0.95),
        new("unit", [new("exact", 0.55, 0.002), new("close", 0.1, 0.002), new("different", 0.35, 0.996)], 0.95),
        new("city", [new("exact", 0.75, 0.01), new("close", 0.1, 0.003), new("different", 0.15, 0.987)], 0.95),
        new("postcode", [new("exact", 0.75, 0.002), new("close", 0.07, 0.006), new("different", 0.18, 0.992)], 0.95),
        new("state", [new("exact", 0.9, 0.2), new("different", 0.1, 0.8)], 0.97),
        new("country", [new("exact", 0.97, 0.6), new("different", 0.03, 0.4)], 0.99),
    }.ToDictionary(w => w.Field);

    private static readonly MatchLevel[] Value =
        [new("exact", 0.75, 0.005), new("close", 0.1, 0.01), new("similar", 0.05, 0.05), new("different", 0.1, 0.935)];

    private static readonly MatchLevel[] OrganisationLevels =
        [new("exact", 0.6, 0.0001), new("close", 0.2, 0.0004), new("similar", 0.12, 0.006), new("different", 0.08, 0.9935)];

    /// <summary>Numbers and free values of an unknown kind agree by chance more often, and change more often.</summary>
    private static readonly MatchLevel[] LooseLevels =
        [new("exact", 0.7, 0.06), new("close", 0.08, 0.03), new("similar", 0.07, 0.1), new("different", 0.15, 0.81)];

    public static FieldWeights Of(string table) => Known[table];

    public static FieldWeights OfField(MatchField field) => new(field.Name, field.Role switch
    {
        FieldRole.Organisation => OrganisationLevels,
        FieldRole.Id or FieldRole.Set => Value,
        _ => LooseLevels,
    });
}
