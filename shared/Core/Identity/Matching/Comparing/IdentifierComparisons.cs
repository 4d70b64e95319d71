using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>National numbers: equal, a slip apart, or equal in the last four where one is masked.</summary>
internal sealed class NationalIdComparison(LevelTable table) : Comparison
{
    public const int Exact = 0;
    public const int Close = 1;
    public const int Different = 4;
    private const int Last = 2;
    private const int ShortestForSlip = 6;

    public override IReadOnlyList<LevelTable> Tables { get; } = [table];

    public override object? Read(FieldReader reader)
    {
        var numbers = reader.All(FieldRole.NationalId).Select(NationalNumber.Of).OfType<NationalNumber>().ToArray();
        return numbers.Length == 0 ? null : numbers;
    }

    public override void Compare(object left, object right, LevelSheet sheet)
    {
        var level = Different;
        NationalNumber? best = null;
        foreach (var a in (NationalNumber[])left)
        {
            foreach (var b in (NationalNumber[])right)
            {
                var reached = Level(a, b);
                if (reached < level || (reached == 0 && string.CompareOrdinal(a.Text, best!.Text) < 0))
                {
                    (level, best) = (reached, a);
                }
            }
        }

        sheet.Set(First, level, level == 0 ? best!.Text : null);
    }

    public override void Terms(object feature, List<MatchTerm> terms) =>
        terms.AddRange(((NationalNumber[])feature).Where(n => !n.IsPartial).Select(n => new MatchTerm(table.Field, n.Text)));

    public override string Text(object feature) => string.Join('/', ((NationalNumber[])feature).Select(n => n.Text));

    private static int Level(NationalNumber a, NationalNumber b)
    {
        if (a.IsPartial || b.IsPartial)
        {
            return string.Equals(a.Last, b.Last, StringComparison.Ordinal) ? Last : Different;
        }

        if (string.Equals(a.Text, b.Text, StringComparison.Ordinal))
        {
            return 0;
        }

        return a.Text.Length < ShortestForSlip || b.Text.Length < ShortestForSlip
            ? Different
            : Similarity.Edits(a.Text, b.Text, 2) switch { 1 => 1, 2 => 3, _ => Different };
    }
}

/// <summary>Addresses of mail. A mailbox of a role, such as <c>info@</c>, is reached by many and ties nobody.</summary>
internal sealed class EmailComparison(LevelTable table) : Comparison
{
    public const int Exact = 0;
    public const int Close = 1;
    public const int LocalPart = 2;
    public const int Different = 4;
    private const int Role = 3;

    /// <summary>Says nothing: a mailbox made of the name says elsewhere what the name says already.</summary>
    private const int Open = 5;

    public override IReadOnlyList<LevelTable> Tables { get; } = [table];

    public override object? Read(FieldReader reader)
    {
        var names = NamesOf(reader);
        var mails = reader.All(FieldRole.Email).Select(m => MailAddress.Of(m, names)).OfType<MailAddress>().DistinctBy(m => m.Text).ToArray();
        return mails.Length == 0 ? null : mails;
    }

    public override void Compare(object left, object right, LevelSheet sheet)
    {
        var level = Open;
        string? term = null;
        foreach (var a in (MailAddress[])left)
        {
            foreach (var b in (MailAddress[])right)
            {
                var reached = Level(a, b);
                if (reached < level || (reached == 0 && string.CompareOrdinal(a.Text, term) < 0))
                {
                    (level, term) = (reached, a.Text);
                }
            }
        }

        if (level != Open)
        {
            sheet.Set(First, level, level == 0 ? term : null);
        }
    }

    public override void Terms(object feature, List<MatchTerm> terms) =>
        terms.AddRange(((MailAddress[])feature).Where(m => !m.IsRole).Select(m => new MatchTerm(table.Field, m.Text)));

    public override string Text(object feature) => string.Join('/', ((MailAddress[])feature).Select(m => m.Text));

    private static int Level(MailAddress a, MailAddress b)
    {
        if (string.Equals(a.Text, b.Text, StringComparison.Ordinal))
        {
            return a.IsRole ? Role : 0;
        }

        if (a.IsRole || b.IsRole)
        {
            return Different;
        }

        if (string.Equals(a.Local, b.Local, StringComparison.Ordinal))
        {
            return Similarity.Edits(a.Text, b.Text, 2) <= 2 ? Close : a.IsOfName && b.IsOfName ? Open : a.Local.Length > 4 ? LocalPart : Different;
        }

        // Another number or another initial is another mailbox, not a slip.
        var limit = Math.Min(a.Local.Length, b.Local.Length) switch { < 5 => 0, < 9 => 1, _ => 2 };
        return a.Local[0] == b.Local[0] && !NameText.IsNumberedApart(a.Text, b.Text) && Similarity.Edits(a.Text, b.Text, limit) <= limit
            ? Close : Different;
    }

    private static string[] NamesOf(FieldReader reader) =>
    [
        .. reader.All(FieldRole.GivenName).Concat(reader.All(FieldRole.FamilyName)).Concat(reader.All(FieldRole.MaidenName)).Concat(reader.All(FieldRole.FullName))
            .SelectMany(n => TextFold.Fold(n).Split(' ')).Where(n => n.Length > 1),
    ];
}

/// <summary>Telephone numbers; equal in the last digits where a prefix is missing.</summary>
internal sealed class PhoneComparison(LevelTable table) : Comparison
{
    private const int Different = 2;

    public override IReadOnlyList<LevelTable> Tables { get; } = [table];

    public override object? Read(FieldReader reader)
    {
        var region = reader.Schema.Region;
        var phones = reader.All(FieldRole.Phone).Select(p => Number(p, region)).OfType<string>().Distinct().ToArray();
        return phones.Length == 0 ? null : phones;
    }

    public override void Compare(object left, object right, LevelSheet sheet)
    {
        var level = Different;
        string? term = null;
        foreach (var a in (string[])left)
        {
            foreach (var b in (string[])right)
            {
                var reached = string.Equals(Tail(a), Tail(b), StringComparison.Ordinal) ? 0 : Similarity.Edits(Tail(a), Tail(b), 1) <= 1 ? 1 : Different;
                if (reached < level || (reached == 0 && string.CompareOrdinal(Tail(a), Tail(term!)) < 0))
                {
                    (level, term) = (reached, a);
                }
            }
        }

        sheet.Set(First, level, level == 0 ? Tail(term!) : null);
    }

    public override void Terms(object feature, List<MatchTerm> terms) =>
        terms.AddRange(((string[])feature).Select(p => new MatchTerm(table.Field, Tail(p))));

    public override string Text(object feature) => string.Join('/', (string[])feature);

    /// <summary>What is left of a number where its prefixes are written in one place and not in another.</summary>
    public static string Tail(string digits) => digits.Length > 8 ? digits[^8..] : digits;

    private static string? Number(string? raw, string? region)
    {
        if (PhoneNumber.TryParse(raw, region, out var e164))
        {
            return e164[1..];
        }

        var digits = TextFold.Digits(raw).TrimStart('0');
        return digits.Length >= 6 && digits.AsSpan().ContainsAnyExcept(digits[0]) ? digits : null;
    }
}

/// <summary>Gender by its first letter; unknown and other say nothing.</summary>
internal sealed class GenderComparison(LevelTable table) : Comparison
{
    public override IReadOnlyList<LevelTable> Tables { get; } = [table];

    public override object? Read(FieldReader reader) => TextFold.Fold(reader.One(FieldRole.Gender)) switch
    {
        "m" or "male" or "man" or "mann" or "1" => "m",
        "f" or "female" or "woman" or "w" or "frau" or "weiblich" or "2" => "f",
        _ => null,
    };

    public override void Compare(object left, object right, LevelSheet sheet) =>
        sheet.Set(First, string.Equals((string)left, (string)right, StringComparison.Ordinal) ? 0 : 1);

    public override string Text(object feature) => (string)feature;
}
