using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>
/// Given, middle and family names together: a given name that stands where the family name should is found, and costs
/// what it is worth that names are rarely exchanged.
/// </summary>
internal sealed class NameComparison(LevelTable given, LevelTable family, LevelTable middle, LevelTable order, LevelTable suffix) : Comparison
{
    public const int Nickname = 1;
    public const int Close = 2;
    public const int Similar = 4;
    private const int Initial = 3;
    public const int Different = 5;
    private const int FamilyClose = 1;
    private const int FamilyPart = 2;
    public const int FamilySimilar = 3;
    public const int FamilyDifferent = 4;
    private const int Straight = 0;
    private const int Swapped = 1;

    public override IReadOnlyList<LevelTable> Tables { get; } = [given, family, middle, order, suffix];

    private int Given => First;

    private int Family => First + 1;

    private int Middle => First + 2;

    private int Order => First + 3;

    private int Suffix => First + 4;

    public override object? Read(FieldReader reader)
    {
        var first = reader.One(FieldRole.GivenName);
        var second = reader.One(FieldRole.MiddleName);
        var families = reader.All(FieldRole.FamilyName);
        families.AddRange(reader.All(FieldRole.MaidenName));
        if (first is null && families.Count == 0 && reader.One(FieldRole.FullName) is { } full)
        {
            var parts = PersonName.Split(full);
            (first, second) = (parts.Given, second ?? parts.Middle);
            families.Add(parts.Family);
        }

        return PersonName.Of(first, second, families, reader.One(FieldRole.Suffix));
    }

    public override void Compare(object left, object right, LevelSheet sheet)
    {
        var (a, b) = ((PersonName)left, (PersonName)right);
        var straightGiven = a.Given is { } ag && b.Given is { } bg ? GivenLevel(ag, bg) : -1;
        var straightFamily = FamilyLevel(a.Families, b.Families, out var af, out var bf);
        if (MaySwap(straightGiven, straightFamily, a, b) && TrySwapped(a, b, straightGiven, straightFamily, sheet))
        {
            // Names in the other order.
        }
        else
        {
            Set(sheet, straightGiven, a.Given, b.Given, straightFamily, af, bf);
            if (straightGiven >= 0 && straightFamily >= 0)
            {
                sheet.Set(Order, Straight);
            }
        }

        CompareMiddle(a, b, sheet);
        if (a.Suffix.Length > 0 && b.Suffix.Length > 0)
        {
            sheet.Set(Suffix, string.Equals(a.Suffix, b.Suffix, StringComparison.Ordinal) ? 0 : 1);
        }
    }

    public override void Terms(object feature, List<MatchTerm> terms)
    {
        var name = (PersonName)feature;
        if (name.Given is { } first)
        {
            terms.Add(new(given.Field, first.Text));
        }

        foreach (var part in name.Families)
        {
            terms.Add(new(family.Field, part.Text));
        }
    }

    public override string Text(object feature)
    {
        var name = (PersonName)feature;
        return $"{name.Given?.Text}|{name.Middle?.Text}|{string.Join('/', name.Families.Select(f => f.Text))}|{name.Suffix}";
    }

    private static bool MaySwap(int given, int family, PersonName a, PersonName b) =>
        (given is < 0 or >= Similar || family is < 0 or >= FamilySimilar)
        && (given is < 0 or > 0 || family is < 0 or > 0)
        && ((a.Given is not null && b.Families.Count > 0) || (b.Given is not null && a.Families.Count > 0));

    private bool TrySwapped(PersonName a, PersonName b, int straightGiven, int straightFamily, LevelSheet sheet)
    {
        var one = Cross(a.Given, b.Families, out var bf);
        var two = Cross(b.Given, a.Families, out var af);
        if ((one is < 0 or > FamilyPart) && (two is < 0 or > FamilyPart))
        {
            return false;
        }

        // One name alone that stands in the other place may be a given or a family name: it is taken for what says less.
        var isWhole = one >= 0 && two >= 0;
        var straight = Bits(given, straightGiven) + Bits(family, straightFamily);
        var inRight = isWhole ? Bits(family, one) + Bits(given, ToGiven(two)) : Bits(family, Math.Max(one, two));
        var inLeft = isWhole ? Bits(family, two) + Bits(given, ToGiven(one)) : inRight;
        var crossed = order.Bits[Swapped] + Math.Max(inLeft, inRight);
        if (crossed <= straight)
        {
            return false;
        }

        if (isWhole && (inRight > inLeft || (inRight == inLeft && string.CompareOrdinal(a.Given!.Text, b.Given!.Text) >= 0)))
        {
            Set(sheet, ToGiven(two), b.Given, af, one, bf, a.Given);
        }
        else if (isWhole)
        {
            Set(sheet, ToGiven(one), a.Given, bf, two, af, b.Given);
        }
        else
        {
            sheet.Set(Family, Math.Max(one, two), (one >= 0 ? a.Given : b.Given)?.Text, (one >= 0 ? bf : af)?.Text);
        }

        sheet.Set(Order, Swapped);
        sheet.IsCrossed = true;
        return true;
    }

    private static double Bits(LevelTable table, int level) => level < 0 ? 0 : table.Bits[level];

    private static int ToGiven(int familyLevel) => familyLevel switch
    {
        FamilyClose or FamilyPart => Close,
        FamilySimilar => Similar,
        FamilyDifferent => Different,
        _ => familyLevel,
    };

    private static int Cross(NamePart? name, IReadOnlyList<NamePart> families, out NamePart? best)
    {
        best = null;
        var level = -1;
        if (name is not null)
        {
            foreach (var part in families)
            {
                var reached = FamilyLevel(name, part);
                if (level < 0 || reached < level || (reached == level && string.CompareOrdinal(part.Text, best!.Text) < 0))
                {
                    (level, best) = (reached, part);
                }
            }
        }

        return level;
    }

    private void Set(LevelSheet sheet, int givenLevel, NamePart? givenLeft, NamePart? givenRight, int familyLevel, NamePart? familyLeft, NamePart? familyRight)
    {
        if (givenLevel >= 0)
        {
            sheet.Set(Given, givenLevel, givenLeft?.Text, givenRight?.Text);
        }

        if (familyLevel >= 0)
        {
            sheet.Set(Family, familyLevel, familyLeft?.Text, familyRight?.Text);
        }
    }

    private void CompareMiddle(PersonName a, PersonName b, LevelSheet sheet)
    {
        if (a.Middle is { } left && b.Middle is { } right)
        {
            sheet.Set(Middle, GivenLevel(left, right) switch { 0 => 0, Initial => 1, Nickname or Close => 2, _ => 3 });
        }
    }

    private static int GivenLevel(NamePart a, NamePart b)
    {
        if (string.Equals(a.Text, b.Text, StringComparison.Ordinal))
        {
            return 0;
        }

        if (a.Whole.Length == 1 || b.Whole.Length == 1)
        {
            return a.Whole[0] == b.Whole[0] ? Initial : Different;
        }

        if (NameText.IsClose(a, b))
        {
            return Close;
        }

        foreach (var family in a.Families)
        {
            if (Array.IndexOf(b.Families, family) >= 0)
            {
                return Nickname;
            }
        }

        return NameText.IsWordOf(a, b) ? Close : NameText.IsSimilar(a, b) ? Similar : Different;
    }

    private static int FamilyLevel(IReadOnlyList<NamePart> a, IReadOnlyList<NamePart> b, out NamePart? left, out NamePart? right)
    {
        left = right = null;
        var level = -1;
        for (var i = 0; i < a.Count; i++)
        {
            for (var j = 0; j < b.Count; j++)
            {
                var reached = FamilyLevel(a[i], b[j]);
                if (level < 0 || reached < level || (reached == level && IsBefore((a[i], b[j]), (left!, right!))))
                {
                    (level, left, right) = (reached, a[i], b[j]);
                }
            }
        }

        return level;
    }

    /// <summary>An order of pairs that does not ask which side is which.</summary>
    private static bool IsBefore((NamePart A, NamePart B) one, (NamePart A, NamePart B) other)
    {
        static (string, string) Sorted((NamePart A, NamePart B) p) =>
            string.CompareOrdinal(p.A.Text, p.B.Text) <= 0 ? (p.A.Text, p.B.Text) : (p.B.Text, p.A.Text);
        var ((a, b), (x, y)) = (Sorted(one), Sorted(other));
        return string.CompareOrdinal(a, x) is var first && (first < 0 || (first == 0 && string.CompareOrdinal(b, y) < 0));
    }

    private static int FamilyLevel(NamePart a, NamePart b)
    {
        if (string.Equals(a.Text, b.Text, StringComparison.Ordinal))
        {
            return 0;
        }

        return NameText.IsClose(a, b) ? FamilyClose
            : NameText.IsWordOf(a, b) ? FamilyPart
            : NameText.IsSimilar(a, b) ? FamilySimilar : FamilyDifferent;
    }
}
