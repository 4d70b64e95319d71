using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>What a column is likely to hold, by its name alone.</summary>
public static class RoleGuess
{
    /// <summary>The first line that has one of its words within the name decides; <c>=</c> asks for the whole name.</summary>
    private static readonly (FieldRole Role, string[] Marks)[] Rules =
    [
        (FieldRole.Ignore, ["=id", "recordid", "=rid", "sourceid", "clusterid", "=source", "entityid", "=rowid", "uniqueid", "=dataset"]),
        (FieldRole.Email, ["email", "mail"]),
        (FieldRole.Phone, ["phone", "mobile", "telephone", "=tel", "cell", "telefon", "handy"]),
        (FieldRole.NationalId, ["socsec", "ssn", "nationalid", "socialsecurity", "nhsnumber", "=nino", "taxid", "passport", "personnummer", "medicare", "=sin"]),
        (FieldRole.BirthYear, ["birthyear", "yearofbirth", "=by", "=yob", "byear", "=birthy", "dobyear", "dobyr"]),
        (FieldRole.BirthMonth, ["birthmonth", "monthofbirth", "=bm", "=mob", "bmonth", "dobmonth"]),
        (FieldRole.BirthDay, ["birthday", "dayofbirth", "=bd", "bday", "dobday"]),
        (FieldRole.Text, ["birthplace", "placeofbirth", "occupation"]),
        (FieldRole.BirthDate, ["birthdate", "dateofbirth", "dob", "geburtsdatum", "=birth", "=born"]),
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
        (FieldRole.Unit, ["address2", "addressline2", "addr2", "unit", "apartment", "=apt", "flat", "building"]),
        (FieldRole.Postcode, ["postcode", "postalcode", "zip", "postal", "=plz"]),
        (FieldRole.County, ["county", "district"]),
        (FieldRole.Country, ["country", "nation", "=land"]),
        (FieldRole.State, ["=state", "province", "statecode", "region", "=stateabbr"]),
        (FieldRole.City, ["city", "suburb", "town", "locality", "=ort", "=stadt", "municipality"]),
        (FieldRole.Street, ["street", "address", "addr", "strasse", "=road"]),
    ];

    /// <returns><see cref="FieldRole.Text"/> for a name that says nothing.</returns>
    public static FieldRole Of(string name)
    {
        var folded = TextFold.Squash(name.Replace('_', ' '));
        foreach (var (role, marks) in Rules)
        {
            if (marks.Any(m => m[0] == '=' ? folded.AsSpan().SequenceEqual(m.AsSpan(1)) : folded.Contains(m, StringComparison.Ordinal)))
            {
                return role;
            }
        }

        return FieldRole.Text;
    }
}
