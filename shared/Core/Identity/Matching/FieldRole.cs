namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>What a field of a schema says about the one it describes; the comparison and its levels follow from it.</summary>
public enum FieldRole
{
    /// <summary>Not compared.</summary>
    Ignore,
    GivenName,

    /// <summary>A second given name or an initial.</summary>
    MiddleName,

    /// <summary>Several fields may have this role: each name of one record is compared with each of the other.</summary>
    FamilyName,

    /// <summary>A family name that someone had before.</summary>
    MaidenName,

    /// <summary>Given and family name in one text: <c>Ada King</c> or <c>King, Ada</c>.</summary>
    FullName,

    /// <summary>Jr, Sr, II, III.</summary>
    Suffix,
    BirthDate,
    BirthYear,
    BirthMonth,
    BirthDay,
    HouseNumber,

    /// <summary>The street, with or without the number of the house.</summary>
    Street,

    /// <summary>Flat, building or a second address line.</summary>
    Unit,
    City,
    County,
    Postcode,
    State,
    Country,

    /// <summary>A number that an authority gives to one person only.</summary>
    NationalId,
    Email,
    Phone,
    Gender,

    /// <summary>The name of a company or of another body.</summary>
    Organisation,

    /// <summary>An identifier of another kind: equal or not.</summary>
    Id,
    Text,
    Number,
    Date,

    /// <summary>Several values in one field, separated by <c>;</c> or <c>|</c>.</summary>
    Set,
}
