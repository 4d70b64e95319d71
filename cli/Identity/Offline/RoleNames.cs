using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>What people call the roles: whatever the case, and with or without blanks, dots, hyphens and underscores.</summary>
internal static class RoleNames
{
    // "id" names the record: an identifier of another kind is asked for by another word.
    private static readonly Dictionary<FieldRole, string> Written = Enum.GetValues<FieldRole>()
        .ToDictionary(r => r, r => r == FieldRole.Id ? "externalId" : JsonNamingPolicy.CamelCase.ConvertName(r.ToString()));

    private static readonly (FieldRole Role, string Names)[] Synonyms =
    [
        (FieldRole.GivenName, "given first firstname forename fname vorname prenom christianname firstgivenname"),
        (FieldRole.MiddleName, "middle middlenames mname middleinitial secondname secondgivenname secondfirstname initial"),
        (FieldRole.FamilyName, "family surname last lastname lname nachname nom secondsurname secondfamilyname secondlastname"),
        (FieldRole.MaidenName, "maiden birthname familynameatbirth formername previousname geburtsname previoussurname formersurname nee"),
        (FieldRole.FullName, "fullname wholename completename customername displayname nameline"),
        (FieldRole.Suffix, "namesuffix generation generational sfx"),
        (FieldRole.BirthDate, "dob dateofbirth birthdate born birthday bdate datebirth geburtsdatum birthdt dobdate"),
        (FieldRole.BirthYear, "by yob yearofbirth year dobyear byear birthyr"),
        (FieldRole.BirthMonth, "bm mob monthofbirth month dobmonth bmonth"),
        (FieldRole.BirthDay, "bd dayofbirth day dobday bday dayofmonth"),
        (FieldRole.HouseNumber, "streetnumber streetno houseno housenum buildingnumber addressnumber hausnummer stnum civicnumber"),
        (FieldRole.Street, "streetname address1 addressline1 addressline addr1 line1 road strasse streetaddress street1 thoroughfare addressstreet stname addr"),
        (FieldRole.Unit, "address2 addressline2 addr2 line2 flat apartment apt suite building unitnumber street2 addressunit secondaryaddress"),
        (FieldRole.City, "suburb town locality municipality place ort stadt village addresscity citytown placename"),
        (FieldRole.County, "district countyname landkreis"),
        (FieldRole.Postcode, "zip zipcode postalcode postal plz pincode postcodezip eircode postalcodezip"),
        (FieldRole.State, "province statecode stateprovince bundesland"),
        (FieldRole.Country, "countrycode countryname nation land"),
        (FieldRole.NationalId, "ssn socsecid socialsecuritynumber socialsecurity socsec nationalidentifier nationalnumber nhsnumber nino taxid tin personnummer idnumber governmentid socialsecurityid passport medicarenumber medicare sin govid pesel bsn"),
        (FieldRole.Email, "mail emailaddress mailaddress emailaddr"),
        (FieldRole.Phone, "telephone tel mobile phonenumber telephonenumber cell cellphone mobilephone homephone workphone phoneno mobilenumber"),
        (FieldRole.Gender, "sex"),
        (FieldRole.Organisation, "organization company employer business firm companyname org organisationname organizationname"),
        (FieldRole.Id, "customernumber customerid accountnumber memberid otherid code exact token loyaltynumber crmid externalkey"),
        (FieldRole.Text, "other string generic freetext attribute othertext misc"),
        (FieldRole.Number, "numeric integer amount decimal"),
        (FieldRole.Date, "otherdate"),
        (FieldRole.Set, "list tags values multivalue"),
        (FieldRole.Ignore, "ignored skip none unused drop source sourceid sourcesystem system dataset title salutation clusterid entityid truth label nothing na"),
    ];

    private static readonly HashSet<string> RecordIds =
        ["id", "recordid", "rowid", "key", "primarykey", "uniqueid", "rid", "recid", "recordkey", "uid", "pk", "recordidentifier", "identifier", "uniqueidentifier"];

    private static readonly HashSet<string> Names = ["name", "names", "nameparts", "namepart", "personname", "namefields"];

    private static readonly HashSet<string> Addresses = ["address", "addresses", "addressparts", "addresspart", "location", "postaladdress", "homeaddress", "addressfields"];

    private static readonly HashSet<string> Births = ["birth", "birthparts", "birthpart", "birthdateparts", "birthdatepart", "dobparts", "dobpart", "dateofbirthparts"];

    private static readonly FieldRole[] OfNames =
        [FieldRole.GivenName, FieldRole.MiddleName, FieldRole.FamilyName, FieldRole.MaidenName, FieldRole.Suffix, FieldRole.FullName];

    private static readonly FieldRole[] OfAddresses =
    [
        FieldRole.HouseNumber, FieldRole.Street, FieldRole.Unit, FieldRole.City, FieldRole.County, FieldRole.Postcode, FieldRole.State, FieldRole.Country,
    ];

    private static readonly FieldRole[] OfBirths = [FieldRole.BirthDate, FieldRole.BirthYear, FieldRole.BirthMonth, FieldRole.BirthDay];

    private static readonly Dictionary<string, FieldRole> Known = Read();

    /// <summary>As they are written in a file of ours.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Written.Values];

    public static string Write(FieldRole role) => Written[role];

    public static bool IsRecordId(string text) => RecordIds.Contains(Squash(text));

    /// <summary>Whether the text is a role, the record's id or a group of roles.</summary>
    public static bool IsRole(string text, string? group) => IsRecordId(text) || Find(text, group, "") is not null;

    /// <param name="group">The member that the entry stands in, such as <c>birth</c> around <c>year</c>.</param>
    /// <param name="column">Says which part of a name, an address or a date it is, where the role does not.</param>
    public static FieldRole? Find(string text, string? group, string column)
    {
        var role = Squash(text);
        if (group is not null)
        {
            var around = Squash(group);
            if (Births.Contains(around) && role is "day" or "date")
            {
                return role == "day" ? FieldRole.BirthDay : FieldRole.BirthDate;
            }

            if (Known.TryGetValue(around.TrimEnd('s') + role, out var joined) && !Births.Contains(around + role))
            {
                return joined;
            }

            if (Addresses.Contains(around) && role is "number" or "no")
            {
                return FieldRole.HouseNumber;
            }
        }

        return Known.TryGetValue(role, out var known) ? known
            : Names.Contains(role) ? Part(column, OfNames, FieldRole.FullName)
            : Addresses.Contains(role) ? Part(column, OfAddresses, FieldRole.Street)
            : Births.Contains(role) ? Part(column, OfBirths, FieldRole.BirthDate)
            : null;
    }

    /// <summary>The ending of a sentence that a role is not known.</summary>
    public static string Suggest(string text)
    {
        var squashed = Squash(text);
        var near = NearestName.Suggest(squashed, [.. Known.Keys]);
        var word = near.Split('"') is [_, var found, ..] && Known.TryGetValue(found, out var role) ? $"; did you mean \"{Write(role)}\"?" : ".";
        return $"{word} Roles: {string.Join(", ", All)}";
    }

    private static FieldRole Part(string column, FieldRole[] parts, FieldRole otherwise) =>
        RoleGuess.Of(column) is var guess && parts.Contains(guess) ? guess : otherwise;

    private static string Squash(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static Dictionary<string, FieldRole> Read()
    {
        var known = Written.ToDictionary(w => Squash(w.Value), w => w.Key);
        foreach (var (role, names) in Synonyms)
        {
            foreach (var name in names.Split(' '))
            {
                known.TryAdd(name, role);
            }
        }

        return known;
    }
}
