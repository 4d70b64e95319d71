using System.Globalization;
using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>Birth dates, in the reading of each side that agrees best.</summary>
internal sealed class BirthComparison(LevelTable table) : Comparison
{
    public const int Exact = 0;
    public const int Close = 1;
    public const int Parts = 2;
    public const int Near = 3;
    public const int Different = 4;
    private const int Generation = 13;

    public override IReadOnlyList<LevelTable> Tables { get; } = [table];

    public override object? Read(FieldReader reader)
    {
        var readings = reader.One(FieldRole.BirthDate) is { } date
            ? DateReadings.Of(date)
            : DateReadings.Of(reader.One(FieldRole.BirthYear), reader.One(FieldRole.BirthMonth), reader.One(FieldRole.BirthDay));
        return readings.Length == 0 ? null : new BirthDate(readings);
    }

    public override void Compare(object left, object right, LevelSheet sheet)
    {
        var (a, b) = ((BirthDate)left, (BirthDate)right);
        var best = Different;
        foreach (var x in a.Readings)
        {
            foreach (var y in b.Readings)
            {
                best = Math.Min(best, Level(x, y));
            }
        }

        sheet.Set(First, best, best == Exact ? a.Term(b) : null);
        var (yearA, yearB) = (a.Readings[0] / 10000, b.Readings[0] / 10000);
        sheet.IsGenerationApart = best == Different && yearA > 0 && yearB > 0 && Math.Abs(yearA - yearB) >= Generation;
    }

    public override void Terms(object feature, List<MatchTerm> terms) => terms.Add(new(table.Field, ((BirthDate)feature).Text));

    public override string Text(object feature) => ((BirthDate)feature).Text;

    internal static int Level(int x, int y)
    {
        var (yearX, monthX, dayX) = (x / 10000, x / 100 % 100, x % 100);
        var (yearY, monthY, dayY) = (y / 10000, y / 100 % 100, y % 100);
        if (monthX == 0 || monthY == 0 || dayX == 0 || dayY == 0)
        {
            return Partial((yearX, monthX, dayX), (yearY, monthY, dayY));
        }

        if (x == y)
        {
            return Exact;
        }

        if (yearX == yearY && monthX == dayY && dayX == monthY)
        {
            return Close;
        }

        var edits = DigitEdits(x, y);
        var equal = (yearX == yearY ? 1 : 0) + (monthX == monthY ? 1 : 0) + (dayX == dayY ? 1 : 0);
        return edits <= 1 ? Close : equal == 2 ? Parts : edits == 2 || yearX == yearY ? Near : Different;
    }

    /// <summary>Less is known, and less is said: a year that agrees, with a month or without.</summary>
    private static int Partial((int Year, int Month, int Day) a, (int Year, int Month, int Day) b)
    {
        if (a.Year > 0 && b.Year > 0 && a.Year != b.Year)
        {
            // A year alone may be off by one, where it was worked out from an age.
            return a.Month == 0 && b.Month == 0 && Math.Abs(a.Year - b.Year) == 1 ? Near : Different;
        }

        var monthsDiffer = a.Month > 0 && b.Month > 0 && a.Month != b.Month;
        var daysDiffer = a.Day > 0 && b.Day > 0 && a.Day != b.Day;
        var agree = (a.Year > 0 && b.Year > 0 ? 1 : 0) + (a.Month > 0 && a.Month == b.Month ? 1 : 0) + (a.Day > 0 && a.Day == b.Day ? 1 : 0);
        var sameYear = a.Year > 0 && a.Year == b.Year;
        return !monthsDiffer && !daysDiffer && (sameYear || agree >= 2) ? Parts : agree >= 1 ? Near : Different;
    }

    /// <summary>Digits to change, or to exchange with their neighbour, of yyyymmdd.</summary>
    private static int DigitEdits(int x, int y)
    {
        var edits = 0;
        while (x > 0 || y > 0)
        {
            var (a, b) = (x % 10, y % 10);
            if (a != b)
            {
                edits++;
                var (nextA, nextB) = (x / 10 % 10, y / 10 % 10);
                if (a == nextB && b == nextA)
                {
                    (x, y) = (x / 10, y / 10);
                }
            }

            (x, y) = (x / 10, y / 10);
        }

        return edits;
    }
}

/// <param name="Readings">As <see cref="DateReadings"/> gives them.</param>
internal sealed record BirthDate(int[] Readings)
{
    public string Text { get; } = Readings[0].ToString(CultureInfo.InvariantCulture);

    public string Term(BirthDate other) => Readings.Length < other.Readings.Length || (Readings.Length == other.Readings.Length && string.CompareOrdinal(Text, other.Text) <= 0)
        ? Text : other.Text;
}
