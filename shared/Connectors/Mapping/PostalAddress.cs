using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping.Codes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// Whether a postal address could be one. As text: letters with a number, or in several lines. As an object: a street or box
/// with a town or postal code; a country, where it is given, exists; a postal code has the form of its country.
/// </summary>
internal static class PostalAddress
{
    private const int MaxLength = 1000;

    private static readonly FrozenSet<string> Streets = Set("street line1 address1 address street1 streetaddress street_address addressline1 road pobox line address_1");
    private static readonly FrozenSet<string> Towns = Set("city town locality village municipality place");
    private static readonly FrozenSet<string> Codes = Set("postalcode postal_code postcode zip zipcode zip_code postal");
    private static readonly FrozenSet<string> Countries = Set("country countrycode country_code countryiso");

    /// <summary>N is a digit, A a letter; spaces and hyphens do not count. What a country is not listed for passes.</summary>
    /// <remarks>Forms of the Universal Postal Union (https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions), seen 2026.</remarks>
    private static readonly FrozenDictionary<string, string[]> Forms = """
        NNNN AR AT AU BE BG CH CY DK GE HU LI LU LV NO NZ PH SI TN ZA
        NNNNN CZ DE EE EG ES FI FR GR HR ID IL IT KE KR LT MA MC ME MX MY PK PL RS SA SE SK SM TH TR UA US VA
        NNNNNN BY CN CO EC IN KZ RO RU SG VN
        NNNNNNN CL IL JP PT
        NNNNNNNN BR
        NNNNNNNNN US
        NNNNAA NL
        ANNNNAAA AR
        ANANAN CA
        AAANNNN MT
        ANNAA GB
        ANNNAA GB
        AANNAA GB
        AANNNAA GB
        ANANAA GB
        AANANAA GB
        """.Split('\n')
        .SelectMany(line => line.Trim().Split(' ')[1..].Select(country => (Country: country, Form: line.Trim().Split(' ')[0])))
        .GroupBy(e => e.Country).ToFrozenDictionary(g => g.Key, g => g.Select(e => e.Form).ToArray(), StringComparer.Ordinal);

    public static bool IsPlausible(MappedValue value)
    {
        if (value.Text is { } text)
        {
            return text.Length is >= 5 and <= MaxLength && text.Any(char.IsLetter) && text.Any(c => char.IsDigit(c) || c is ',' or '\n');
        }

        var json = value.ToField().Json;
        if (json[0] != '{')
        {
            return false;
        }

        var parts = JsonElement.Parse(json);
        var (street, town, code) = (Find(parts, Streets), Find(parts, Towns), Find(parts, Codes));
        if (street is null || (town is null && code is null) || !street.Any(char.IsLetterOrDigit))
        {
            return false;
        }

        if (Find(parts, Countries) is not { } name)
        {
            return true;
        }

        return CountryCodes.TryFind(name, out var country) && (code is null || HasForm(code, country));
    }

    private static bool HasForm(string code, string country)
    {
        if (!Forms.TryGetValue(country, out var forms))
        {
            return true;
        }

        // LV-1010 and L-1234: many write the country before the code.
        var form = string.Concat(code.Where(char.IsLetterOrDigit).Select(c => char.IsDigit(c) ? 'N' : 'A'));
        return forms.Contains(form) || forms.Contains(form.TrimStart('A'));
    }

    private static string? Find(JsonElement parts, FrozenSet<string> names)
    {
        foreach (var member in parts.EnumerateObject())
        {
            var isPlain = member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number;
            if (isPlain && names.Contains(member.Name) && member.Value.ToString().Trim() is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
