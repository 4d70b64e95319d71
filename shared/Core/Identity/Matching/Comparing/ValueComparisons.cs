using System.Globalization;
using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>A field of a schema that is not about persons, compared as it asks for.</summary>
internal sealed class ValueComparison(MatchField described, LevelTable table) : Comparison
{
    private const int Close = 1;
    private const int Similar = 2;
    private const int Different = 3;

    private readonly string _comparator = described.Comparator ?? Comparators.OfRole(described.Role);

    public override IReadOnlyList<LevelTable> Tables { get; } = [table];

    public string Field => described.Name;

    public override object? Read(FieldReader reader)
    {
        var raw = reader.Of(described.Name);
        return _comparator switch
        {
            Comparators.Date => DateReadings.Of(raw) is { Length: > 0 } readings ? new BirthDate(readings) : null,
            Comparators.Numeric => double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            Comparators.Tokens => described.Role == FieldRole.Organisation ? OrganisationName.Of(raw) : TokenSet.Of(TextFold.Fold(raw)),
            Comparators.Set => TokenSet.Of((raw ?? "").Split(';', '|').Select(TextFold.Fold).Where(v => v.Length > 0)),
            _ => TextFold.Fold(raw) is { Length: > 0 } text ? text : null,
        };
    }

    public override void Compare(object left, object right, LevelSheet sheet)
    {
        switch (_comparator)
        {
            case Comparators.Date:
                Dates((BirthDate)left, (BirthDate)right, sheet);
                break;
            case Comparators.Numeric:
                sheet.Set(First, Numbers((double)left, (double)right));
                break;
            case Comparators.Tokens or Comparators.Set:
                var (a, b) = ((TokenSet)left, (TokenSet)right);
                sheet.Set(First, _comparator == Comparators.Set ? Sets(a, b) : a.LevelTo(b), a.Text, b.Text);
                break;
            default:
                sheet.Set(First, Texts((string)left, (string)right), (string)left, (string)right);
                break;
        }
    }

    public override void Terms(object feature, List<MatchTerm> terms)
    {
        if (table.CountsTerms && _comparator is not Comparators.Numeric)
        {
            terms.Add(new(table.Field, Text(feature)));
        }
    }

    public override string Text(object feature) => feature switch
    {
        TokenSet set => set.Text,
        BirthDate date => date.Text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => (string)feature,
    };

    private void Dates(BirthDate a, BirthDate b, LevelSheet sheet)
    {
        var level = Different;
        foreach (var x in a.Readings)
        {
            foreach (var y in b.Readings)
            {
                level = Math.Min(level, Math.Min(Different, BirthComparison.Level(x, y)));
            }
        }

        sheet.Set(First, level, level == 0 ? a.Term(b) : null);
    }

    /// <summary>Equal, within one in a hundred, within one in ten.</summary>
    private static int Numbers(double a, double b)
    {
        var off = Math.Abs(a - b) / Math.Max(Math.Max(Math.Abs(a), Math.Abs(b)), 1e-9);
        return off < 1e-9 ? 0 : off <= 0.01 ? Close : off <= 0.1 ? Similar : Different;
    }

    private static int Sets(TokenSet a, TokenSet b) => a.Overlap(b) switch { >= 1 => 0, >= 0.5 => Close, > 0 => Similar, _ => Different };

    private int Texts(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.Ordinal))
        {
            return 0;
        }

        if (_comparator == Comparators.Exact)
        {
            return Different;
        }

        var alike = _comparator == Comparators.DamerauLevenshtein ? Similarity.ByEdits(a, b, 0.5) : Similarity.JaroWinkler(a, b);
        var (close, similar) = _comparator == Comparators.DamerauLevenshtein ? (0.85, 0.7) : (0.93, 0.85);
        return alike >= close ? Close : alike >= similar ? Similar : Different;
    }
}
