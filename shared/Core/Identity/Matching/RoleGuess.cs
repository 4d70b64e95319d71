using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>What a column is likely to hold, by its name alone.</summary>
public static class RoleGuess
{
    /// <summary>
    /// The first line that has one of its marks within the name decides; <c>=</c> asks for the whole name, and <c>~</c> for
    /// a word of its own, since there is a city in ethnicity and a unit in community.
    /// </summary>
    private static readonly (FieldRole Role, string[] Marks)[] Rules =
    [
        (FieldRole.Ignore, ["=id", "recordid", "=rid", "sourceid", "clusterid", "=source", "entityid", "=rowid", "uniqueid", "=dataset"]),
        (FieldRole.Text, ["ipaddress", "macaddress", "webaddress", "nationality"]),
        (FieldRole.Email, ["email", "~mail", "=mailaddress"]),
        (FieldRole.Phone, ["phone", "~mobile", "mobileno", "mobilenum", "~tel", "~cell", "telefon", "~handy"]),
        (FieldRole.NationalId, ["socsec", "~ssn", "nationalid", "socialsecurity", "nhsnumber", "=nino", "taxid", "passport", "personnummer", "medicare", "=sin"]),
        (FieldRole.BirthYear, ["birthyear", "yearofbirth", "=by", "=yob", "byear", "=birthy", "dobyear", "dobyr"]),
        (FieldRole.BirthMonth, ["birthmonth", "monthofbirth", "=bm", "=mob", "bmonth", "dobmonth"]),
        (FieldRole.BirthDay, ["birthday", "dayofbirth", "=bd", "bday", "dobday"]),
        (FieldRole.Text, ["birthplace", "placeofbirth", "occupation"]),
        (FieldRole.BirthDate, ["birthdate", "dateofbirth", "~dob", "geburtsdatum", "=birth", "=born"]),
        (FieldRole.MaidenName, ["maiden", "birthname", "geburtsname", "formername", "previousname"]),
        (FieldRole.Organisation, ["company", "organisation", "organization", "business", "employer", "=firm", "firma", "tradename", "legalname"]),
        (FieldRole.Suffix, ["suffix", "=sfx", "=namesuffix", "generation"]),
        (FieldRole.Ignore, ["=title", "nameprefix", "salutation"]),
        (FieldRole.MiddleName, ["middle", "midl", "secondname", "fnamec2", "othername", "midname", "=mname"]),
        (FieldRole.GivenName, ["givenname", "firstname", "forename", "=first", "=given", "fname", "vorname", "=firstandforename"]),
        (FieldRole.FamilyName, ["surname", "lastname", "familyname", "=last", "=family", "lname", "nachname"]),
        (FieldRole.FullName, ["fullname", "=name", "personname", "customername"]),
        (FieldRole.Gender, ["gender", "=sex", "sexcode", "geschlecht"]),
        (FieldRole.HouseNumber, ["streetnumber", "housenumber", "houseno", "streetno", "housenum", "hausnummer", "=number"]),
        (FieldRole.Unit, ["address2", "addressline2", "addr2", "~unit", "apartment", "~apt", "~flat", "~building"]),
        (FieldRole.Postcode, ["postcode", "postalcode", "~zip", "zipcode", "~postal", "=plz"]),
        (FieldRole.County, ["county", "district"]),
        (FieldRole.Country, ["country", "~nation", "=land"]),
        (FieldRole.State, ["=state", "province", "statecode", "~region", "=stateabbr"]),
        (FieldRole.City, ["~city", "suburb", "~town", "locality", "=ort", "=stadt", "municipality"]),
        (FieldRole.Street, ["street", "address", "addr", "strasse", "=road"]),
    ];

    /// <returns><see cref="FieldRole.Text"/> for a name that says nothing.</returns>
    public static FieldRole Of(string name)
    {
        var words = Words(name);
        var folded = string.Concat(words);
        foreach (var (role, marks) in Rules)
        {
            if (marks.Any(m => Has(m)))
            {
                return role;
            }
        }

        return FieldRole.Text;

        bool Has(string mark) => mark[0] switch
        {
            '=' => folded.AsSpan().SequenceEqual(mark.AsSpan(1)),
            '~' => words.Contains(mark[1..]),
            _ => folded.Contains(mark, StringComparison.Ordinal),
        };
    }

    /// <summary><c>home_city</c>, <c>home city</c> and <c>homeCity</c> are two words.</summary>
    private static string[] Words(string name)
    {
        var apart = string.Concat(name.Select((c, i) => c == '_' ? " " : i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? $" {c}" : $"{c}"));
        return TextFold.Fold(apart).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
