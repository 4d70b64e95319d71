using System.Globalization;

namespace ServerlessCdi.Tests.Testing.People;

/// <summary>Writes a record of somebody: what has changed in their life, then how it is written, then what went wrong.</summary>
internal sealed class Duplicator(Errors errors)
{
    private static readonly string[] DateNotations = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "d MMM yyyy"];

    private static readonly (string Long, string Short)[] Streets =
        [("Street", "St"), ("Road", "Rd"), ("Avenue", "Ave"), ("Drive", "Dr"), ("Lane", "Ln"), ("straße", "str."), ("Boulevard", "Blvd"), ("Calle", "C/"), ("Avenida", "Avda")];

    /// <summary>In the order of <see cref="PersonRecord.Columns"/>.</summary>
    public string[] Write(Person person, Dice dice)
    {
        person = Later(person, dice);
        var (given, family) = Names(person, dice);
        var home = person.Home;
        string[] values =
        [
            given, Middle(person, dice), family, person.Suffix ?? "", Date(person, dice), person.IsWoman ? "F" : "M",
            home.Number, Street(home.Street, dice), home.Unit ?? "", home.Town, Postcode(home.Postcode, dice), home.State,
            person.Region.Country, NationalId(person.NationalId, dice), person.Email, Phone(person.Phone, dice),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Spoilt(values[i], isText: i is not (3 or 4 or 5 or 11 or 12), dice);
        }

        return values;
    }

    private Person Later(Person person, Dice dice)
    {
        if (dice.Chance(errors.Moved))
        {
            person = person with { Home = Population.HomeIn(person.Region, dice) };
        }

        if (person.Maiden is { } maiden && dice.Chance(errors.Maiden))
        {
            person = person with { Family = maiden };
        }

        if (dice.Chance(errors.OtherMail))
        {
            person = person with { Email = Mail.Of(person, dice) };
        }

        return dice.Chance(errors.OtherPhone)
            ? person with { Phone = $"{person.Region.Dialling} {Population.Digits(person.Region.Phone, dice)}" }
            : person;
    }

    private (string Given, string Family) Names(Person person, Dice dice)
    {
        var given = dice.Chance(errors.Nickname) ? Nicknames.Of(person.Given, dice) ?? person.Given : person.Given;
        return dice.Chance(errors.SwappedNames) ? (person.Family, given) : (given, person.Family);
    }

    private string Middle(Person person, Dice dice) =>
        person.Middle is { } middle ? dice.Chance(errors.Notation) ? middle[..1] : middle : "";

    private string Date(Person person, Dice dice)
    {
        var born = person.Born;
        if (born.Day <= 12 && dice.Chance(errors.SwappedDate))
        {
            born = new DateOnly(born.Year, born.Day, born.Month);
        }

        if (dice.Chance(errors.WrongDate))
        {
            born = dice.Below(3) switch
            {
                0 => new DateOnly(born.Year, born.Month, 1 + dice.Below(28)),
                1 => new DateOnly(born.Year, 1 + dice.Below(12), Math.Min(born.Day, 28)),
                _ => born.AddYears(dice.Below(2) == 0 ? 1 : -10),
            };
        }

        var notation = !dice.Chance(errors.Notation) ? DateNotations[0] : dice.Chance(0.5) ? person.Region.DateFormat : dice.Of(DateNotations);
        return born.ToString(notation, CultureInfo.InvariantCulture);
    }

    private string Street(string street, Dice dice)
    {
        if (!dice.Chance(errors.Notation))
        {
            return street;
        }

        foreach (var (whole, cut) in Streets)
        {
            if (street.Contains(whole, StringComparison.Ordinal))
            {
                return street.Replace(whole, cut, StringComparison.Ordinal);
            }
        }

        return street;
    }

    private string Postcode(string code, Dice dice) => dice.Chance(errors.Notation) ? code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal) : code;

    private string NationalId(string id, Dice dice) => dice.Chance(errors.Notation) ? $"{id[..3]}-{id[3..5]}-{id[5..]}" : id;

    private string Phone(string phone, Dice dice) => !dice.Chance(errors.Notation) ? phone : dice.Below(3) switch
    {
        0 => string.Concat(phone.Where(c => c != ' ')),
        1 => $"00{phone[1..]}",
        _ => phone.Replace(' ', '-'),
    };

    private string Spoilt(string value, bool isText, Dice dice)
    {
        if (value.Length == 0 || dice.Chance(errors.Missing))
        {
            return "";
        }

        if (isText && dice.Chance(errors.Slip))
        {
            value = Spelling.Slip(value, dice);
        }

        return isText && dice.Chance(errors.Notation / 3) ? dice.Chance(0.5) ? Spelling.Ascii(value) : value.ToUpperInvariant() : value;
    }
}
