namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>
/// What must have been compared, and agree, before two records are joined without asking anybody. Bits alone may come from
/// fields that tell families and places apart and not people: a wrong join costs more than a question.
/// </summary>
internal sealed class Evidence(ModelParts parts)
{
    /// <summary>What a sign is worth: one that few people have in common, and one that many have, of a place or a year.</summary>
    private const int Strong = 2;
    private const int Weak = 1;
    private const int Number = 2 * Strong;

    /// <param name="terms">Say whether people live together, and share mailboxes, in what was seen so far.</param>
    public bool Suffices(LevelSheet sheet, ITermCounts terms)
    {
        if (parts.Name < 0)
        {
            return true;
        }

        var name = parts.Comparisons[parts.Name].First;
        var (number, birth) = (Level(sheet, parts.NationalId), Level(sheet, parts.Birth));
        var hasNumber = number is NationalIdComparison.Exact or NationalIdComparison.Close;
        var isBorn = birth is BirthComparison.Exact or BirthComparison.Close;
        if (sheet[name + 4] > 0)
        {
            return false;
        }

        var given = sheet[name] is >= 0 and < NameComparison.Similar;
        var family = sheet[name + 1] is >= 0 and < NameComparison.FamilySimilar;
        var beside = (hasNumber ? Number : 0) + Birth(birth) + Reached(sheet) + Home(sheet) + (sheet[name + 2] is 0 or 1 ? Weak : 0);
        if (Households.LiveAlone(terms) && beside >= (given && family ? Weak : Strong))
        {
            // Whom else could it be? Next to nobody shares a home here.
            return true;
        }

        if (sheet.IsGenerationApart && !hasNumber)
        {
            return false;
        }

        if (number == NationalIdComparison.Different && !(given && family && isBorn && beside > Strong))
        {
            return false;
        }

        return (given, family) switch
        {
            (true, true) => beside >= Strong || (beside >= Weak && birth >= 0),
            _ when hasNumber => beside >= Number + Strong,
            _ when sheet[name] == NameComparison.Different => false,
            (true, false) or (false, true) when isBorn => sheet[name + 1] != NameComparison.FamilyDifferent || beside >= Strong + Weak,
            _ when isBorn => beside >= Strong + Weak,
            (true, false) => HasMail(sheet) && (birth >= 0 || beside >= Strong + Weak),
            (false, true) => HasMail(sheet) && birth == BirthComparison.Near,
            _ => HasMail(sheet) && birth == BirthComparison.Near && beside >= 2 * Strong,
        };
    }

    private static int Birth(int level) => level switch { >= 0 and <= BirthComparison.Parts => Strong, BirthComparison.Near => Weak, _ => 0 };

    private bool HasMail(LevelSheet sheet) => Level(sheet, parts.Email) is EmailComparison.Exact or EmailComparison.Close;

    /// <summary>People of one household share a telephone: beside mailboxes that differ it says less.</summary>
    private int Reached(LevelSheet sheet)
    {
        var mail = Level(sheet, parts.Email);
        var phone = Level(sheet, parts.Phone) != 0 ? 0 : mail == EmailComparison.Different ? Weak : Strong;
        return phone + (mail is EmailComparison.Exact or EmailComparison.Close ? Strong : mail == EmailComparison.LocalPart ? Weak : 0);
    }

    private int Home(LevelSheet sheet)
    {
        if (parts.Address < 0)
        {
            return 0;
        }

        var first = parts.Comparisons[parts.Address].First;
        var (number, street, city, postcode) = (sheet[first] == 0, sheet[first + 1] is 0 or 1, sheet[first + 3] == 0, sheet[first + 4] == 0);
        var isApart = sheet[first] == 1 || sheet[first + 1] > 1;
        return !isApart && ((number && (street || postcode)) || (street && (postcode || city))) ? Strong
            : street || city || postcode || sheet[first + 3] == 1 || sheet[first + 4] == 1 ? Weak : 0;
    }

    private int Level(LevelSheet sheet, int comparison) => comparison < 0 ? -1 : sheet[parts.Comparisons[comparison].First];
}
