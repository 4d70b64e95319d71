using System.Collections.Frozen;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>An address in its parts, each folded; empty where the record has none.</summary>
internal sealed record PostalAddress(string Number, string Street, string Unit, string City, string Postcode, string State, string Country)
{
    /// <summary>"St" is a street or a saint: both become one word, so that it need not be known which.</summary>
    private static readonly FrozenDictionary<string, string> Words = WordTable.Read("""
        street st str strt strasse saint
        road rd
        avenue ave av
        boulevard blvd bvd
        drive dr drv
        lane ln
        court ct crt
        place pl plc
        crescent cres cr
        circuit cct
        circle cir
        square sq
        terrace tce ter terr
        highway hwy
        parade pde
        grove gr
        gardens gdns
        close cl
        parkway pkwy
        mount mt
        fort ft
        heights hts
        point pt
        trail trl
        north n
        south s
        east e
        west w
        way wy
        esplanade esp
        crossing xing
        junction jct
        village vlg
        route rte
        plaza pz plz
        """);

    private static readonly FrozenSet<string> UnitWords =
        new[] { "apt", "apartment", "suite", "ste", "unit", "flat", "room", "rm", "floor", "fl", "lot", "level", "whg", "wohnung" }.ToFrozenSet();

    public bool IsEmpty => Street.Length + Unit.Length + City.Length + Postcode.Length + State.Length + Country.Length + Number.Length == 0;

    /// <summary>Where someone lives, to the door; empty where it is not known that well.</summary>
    public string Home { get; } =
        Number.Length > 0 && Street.Length > 0 ? $"{Number}|{Street}|{Unit}|{(Postcode.Length > 0 ? Postcode : City)}" : "";

    /// <param name="number">The number of the house, where it stands in a field of its own.</param>
    /// <param name="line">The street, which may have the number and the flat with it.</param>
    public static PostalAddress Of(string? number, string? line, string? unit, string? city, string? postcode, string? state, string? country)
    {
        // A line feed that was written out, as exports do it.
        var words = TextFold.Fold(line?.Replace("\\n", " ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var house = House(TextFold.Fold(number));
        var inner = TextFold.Fold(unit);
        var from = 0;
        var to = words.Length;
        var flat = Array.FindIndex(words, 1 < words.Length ? 1 : 0, w => UnitWords.Contains(w));
        if (flat > 0 && flat < words.Length - 1)
        {
            inner = Joined(inner, string.Join(' ', words[(flat + 1)..]));
            to = flat;
        }

        if (house.Length == 0)
        {
            var at = Array.FindIndex(words, 0, to, w => char.IsAsciiDigit(w[0]));
            if (at >= 0)
            {
                house = House(words[at]);
                if (at == to - 1)
                {
                    to = at;
                }
                else
                {
                    inner = Joined(string.Join(' ', words[..at]), inner);
                    from = at + 1;
                }
            }
        }

        return new(
            house, Written(words[from..to]), inner, Place(city), TextFold.Squash(postcode).TrimStart('0'), TextFold.Fold(state), TextFold.Fold(country));
    }

    private static string Place(string? raw) => Written(TextFold.Fold(raw).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string House(string folded) => folded.Replace(" ", "", StringComparison.Ordinal).TrimStart('0');

    private static string Joined(string a, string b) => a.Length == 0 ? b : b.Length == 0 ? a : $"{a} {b}";

    private static string Written(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (Words.TryGetValue(word, out var whole))
            {
                words[i] = whole;
            }
            else if (word.Length > 6 && (word.EndsWith("strasse", StringComparison.Ordinal) || word.EndsWith("str", StringComparison.Ordinal)))
            {
                words[i] = word.EndsWith("str", StringComparison.Ordinal) ? string.Concat(word, "asse") : word;
            }
        }

        return words.Length == 1 ? words[0] : string.Join(' ', words);
    }
}
