using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>The parts of an address. Who moved house changes all of them at once, so together they say only so much.</summary>
internal sealed class AddressComparison(IReadOnlyList<LevelTable> tables, double least, double most) : Comparison
{
    private const double SimilarStreet = 0.7;
    private const int Close = 1;

    public override IReadOnlyList<LevelTable> Tables { get; } = tables;

    public override (double Least, double Most) Cap { get; } = (least, most);

    private int Number => First;

    private int Street => First + 1;

    private int Unit => First + 2;

    private int City => First + 3;

    private int Postcode => First + 4;

    private int State => First + 5;

    private int Country => First + 6;

    public override object? Read(FieldReader reader)
    {
        var address = PostalAddress.Of(
            reader.One(FieldRole.HouseNumber),
            reader.One(FieldRole.Street),
            reader.One(FieldRole.Unit),
            reader.One(FieldRole.City),
            reader.One(FieldRole.Postcode),
            reader.One(FieldRole.State),
            reader.One(FieldRole.Country));
        return address.IsEmpty ? null : address;
    }

    public override void Compare(object left, object right, LevelSheet sheet)
    {
        var (a, b) = ((PostalAddress)left, (PostalAddress)right);
        Whole(sheet, Number, a.Number, b.Number);
        CompareStreet(a, b, sheet);
        Graded(sheet, Unit, a.Unit, b.Unit);
        Graded(sheet, City, a.City, b.City);
        Graded(sheet, Postcode, a.Postcode, b.Postcode);
        Whole(sheet, State, a.State, b.State);
        Whole(sheet, Country, a.Country, b.Country);
    }

    public override void Terms(object feature, List<MatchTerm> terms)
    {
        var address = (PostalAddress)feature;
        Add(terms, Tables[1].Field, address.Street);
        Add(terms, Tables[3].Field, address.City);
        Add(terms, Tables[4].Field, address.Postcode);
        Add(terms, Households.Home, address.Home);
    }

    public override string Text(object feature)
    {
        var a = (PostalAddress)feature;
        return string.Join('|', a.Number, a.Street, a.Unit, a.City, a.Postcode, a.State, a.Country);
    }

    private static void Add(List<MatchTerm> terms, string field, string value)
    {
        if (value.Length > 0)
        {
            terms.Add(new(field, value));
        }
    }

    private static void Whole(LevelSheet sheet, int table, string a, string b)
    {
        if (a.Length > 0 && b.Length > 0)
        {
            sheet.Set(table, string.Equals(a, b, StringComparison.Ordinal) ? 0 : 1);
        }
    }

    private static void Graded(LevelSheet sheet, int table, string a, string b)
    {
        if (a.Length > 0 && b.Length > 0)
        {
            sheet.Set(table, string.Equals(a, b, StringComparison.Ordinal) ? 0 : IsClose(a, b) ? Close : 2, a, b);
        }
    }

    private static bool IsClose(string a, string b) => Similarity.Edits(a, b, Limit(a, b)) <= Limit(a, b);

    private static int Limit(string a, string b) => Math.Min(a.Length, b.Length) switch { < 4 => 0, < 8 => 1, < 14 => 2, _ => 3 };

    /// <summary>Lines of an address are easily taken for each other: a street may stand where the flat should.</summary>
    private void CompareStreet(PostalAddress a, PostalAddress b, LevelSheet sheet)
    {
        if (a.Street.Length == 0 || b.Street.Length == 0)
        {
            return;
        }

        var level = StreetLevel(a.Street, b.Street);
        if (level > Close && ((a.Unit.Length > 0 && IsClose(a.Unit, b.Street)) || (b.Unit.Length > 0 && IsClose(a.Street, b.Unit))))
        {
            level = Close;
        }

        sheet.Set(Street, level, a.Street, b.Street);
    }

    private static int StreetLevel(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.Ordinal))
        {
            return 0;
        }

        return IsClose(a, b) ? Close : Similarity.ByEdits(a, b, SimilarStreet) > 0 ? 2 : 3;
    }
}
