using System.Globalization;
using ServerlessCdi.Tests.Testing.People.Regions;

namespace ServerlessCdi.Tests.Testing.People;

/// <summary>
/// Makes people: each from the seed and its number alone, so that a million need no memory and any of them can be asked
/// for. Every four may be of one household: a couple, a child that may bear its parent's name, and the child's twin.
/// </summary>
public sealed class Population(ulong seed)
{
    private const int Household = 4;

    /// <summary>Whoever is born later has no children yet.</summary>
    private const int LastParent = 1985;

    private const int PurposeHousehold = 1;
    private const int PurposePerson = 2;

    private static readonly Region[] Weighted = [.. new[]
    {
        English.Region, American.Region, German.Region, French.Region, Spanish.Region, Italian.Region, Polish.Region, Swedish.Region,
    }.SelectMany(r => Enumerable.Repeat(r, r.Weight))];

    public Person this[int number]
    {
        get
        {
            var house = Dice.At(seed, number / Household, PurposeHousehold);
            var region = house.Of(Weighted);
            var lives = house.Chance(0.4);
            var first = Alone(number / Household * Household, region);
            return number % Household == 0 || !lives || (number % Household > 1 && first.Born.Year > LastParent)
                ? Alone(number, region)
                : OfHousehold(first, number, house);
        }
    }

    /// <summary>One record of a person, in the order of <see cref="PersonRecord.Columns"/>.</summary>
    public static IReadOnlyList<string> Write(Person person, Errors errors, Dice dice) => new Duplicator(errors).Write(person, dice);

    /// <summary>The person of that number if nobody else were there.</summary>
    private Person Alone(int number, Region region)
    {
        var dice = Dice.At(seed, number, PurposePerson);
        var isWoman = dice.Chance(0.5);
        var given = Given(region, isWoman, dice);
        var family = Family(region, isWoman, dice);
        var person = new Person
        {
            Number = number,
            Region = region,
            IsWoman = isWoman,
            Given = given,
            Middle = dice.Chance(0.5) ? Given(region, isWoman, dice) : null,
            Family = family,
            Maiden = isWoman && dice.Chance(0.5) ? Family(region, isWoman, dice) : null,
            Born = new DateOnly(1935, 1, 1).AddDays(dice.Below(70 * 365) + (dice.Below(3) == 0 ? 0 : dice.Below(5 * 365))),
            Home = HomeIn(region, dice),
            Email = "",
            Phone = Digits(region.Phone, dice),
            NationalId = Digits("999999999", dice),
        };
        return person with { Phone = $"{region.Dialling} {person.Phone}", Email = Mail.Of(person, dice) };
    }

    private Person OfHousehold(Person first, int number, Dice house)
    {
        var other = Alone(number, first.Region) with { Home = first.Home };
        var dice = Dice.At(seed, number, PurposeHousehold);
        // Each of these is asked in the same order for every member, so that they agree.
        var sameMail = house.Chance(0.12);
        var samePhone = house.Chance(0.3);
        var namesake = house.Chance(0.25);
        var twins = house.Chance(0.06);
        var childBorn = first.Born.AddDays((22 * 365) + house.Below(14 * 365));
        other = (number % Household) switch
        {
            1 => other with
            {
                IsWoman = !first.IsWoman,
                Given = Given(first.Region, !first.IsWoman, dice),
                Family = Gendered(first.Region, first.Family, !first.IsWoman),
                Maiden = first.IsWoman ? null : other.Family,
                Born = first.Born.AddDays(dice.Below(4000) - 2000),
            },
            2 => namesake
                ? other with { IsWoman = first.IsWoman, Given = first.Given, Family = first.Family, Maiden = null, Born = childBorn, Suffix = first.IsWoman ? null : "Jr" }
                : other with { Family = Gendered(first.Region, first.Family, other.IsWoman), Maiden = null, Born = childBorn },
            _ => other with
            {
                Family = Gendered(first.Region, first.Family, other.IsWoman),
                Maiden = null,
                Born = twins ? childBorn : childBorn.AddDays(400 + dice.Below(2000)),
            },
        };
        return other with { Email = sameMail ? first.Email : Mail.Of(other, dice), Phone = samePhone ? first.Phone : other.Phone };
    }

    internal static string Given(Region region, bool isWoman, Dice dice) => (isWoman ? region.Women : region.Men).Draw(dice);

    internal static string Family(Region region, bool isWoman, Dice dice)
    {
        var family = dice.Chance(0.62) ? region.Families.Draw(dice) : region.RareFamilies.First.Draw(dice) + region.RareFamilies.Second.Draw(dice);
        family = Gendered(region, family, isWoman);
        return dice.Chance(0.02) ? $"{family}-{Gendered(region, region.Families.Draw(dice), isWoman)}" : family;
    }

    internal static Address HomeIn(Region region, Dice dice)
    {
        var town = dice.Chance(0.7) ? region.Towns.Draw(dice) : region.SmallTowns.First.Draw(dice) + region.SmallTowns.Second.Draw(dice);
        var name = region.Streets.Draw(dice);
        var kind = region.StreetKinds.Draw(dice);
        var number = (1 + (int)(dice.Share() * dice.Share() * 240)).ToString(CultureInfo.InvariantCulture);
        var unit = dice.Chance(0.2) ? $"{(dice.Chance(0.5) ? "Flat" : "Unit")} {(1 + dice.Below(40)).ToString(CultureInfo.InvariantCulture)}" : null;
        // A town has a few postcodes of its own, so that the two go together.
        var area = Dice.At(0, town.Aggregate(17L, (sum, c) => (sum * 31) + c), dice.Below(12));
        return new(number, kind[0] == '*' ? $"{kind[1..]} {name}" : name + kind, unit, town, Digits(region.Postcode, area), region.States.Draw(area));
    }

    internal static string Digits(string pattern, Dice dice) => string.Create(pattern.Length, (pattern, dice), static (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = from.pattern[i] switch { '9' => (char)('0' + from.dice.Below(10)), 'A' => (char)('A' + from.dice.Below(26)), var c => c };
        }
    });

    private static string Gendered(Region region, string family, bool isWoman)
    {
        foreach (var (man, woman) in region.FamilyEndings)
        {
            var (from, to) = isWoman ? (man, woman) : (woman, man);
            if (family.EndsWith(from, StringComparison.Ordinal))
            {
                return family[..^from.Length] + to;
            }
        }

        return family;
    }
}
