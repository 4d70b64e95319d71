using System.Collections.Frozen;
using System.Globalization;

namespace ServerlessCdi.Connectors.Mapping.Codes;

/// <summary>A currency of ISO 4217.</summary>
/// <param name="Digits">Decimal digits of the minor unit: 2 for cents, 0 where there is none, null for what is no money (gold, XXX).</param>
internal sealed record Currency(string Code, int? Digits);

/// <summary>From what people and systems write for a currency to its code.</summary>
internal static class CurrencyCodes
{
    /// <summary>What several currencies share. One that stands first alone is meant unless the mapping says otherwise.</summary>
    private static readonly FrozenDictionary<string, string[]> Shared = new Dictionary<string, string>
    {
        ["$"] = "- USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP BBD BMD BSD BZD BND CVE FJD GYD JMD KYD LRD NAD NIO SBD SRD TTD XCD ZWG ZWL",
        ["£"] = "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
        ["¥"] = "- JPY CNY",
        ["kr"] = "- SEK NOK DKK ISK",
        ["Rs"] = "- INR PKR LKR NPR MUR SCR",
        ["lei"] = "- RON MDL",
        ["﷼"] = "- IRR OMR QAR SAR YER",
        ["dollar"] = "- USD CAD AUD NZD HKD SGD TWD BBD BMD BSD BZD BND FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD ZWL",
        ["peso"] = "- MXN ARS CLP COP UYU DOP PHP CUP",
        ["pound"] = "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
        ["franc"] = "- CHF XAF XOF XPF BIF DJF GNF KMF RWF CDF",
        ["dinar"] = "- BHD DZD IQD JOD KWD LYD RSD TND",
        ["rupee"] = "- INR PKR LKR NPR MUR SCR",
    }.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Currency> ByCode = Lines().ToFrozenDictionary(
        parts => parts[0],
        parts => new Currency(parts[0], parts[2] == "-" ? null : int.Parse(parts[2], CultureInfo.InvariantCulture)),
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Currency> ByText = ReadTexts();

    private static readonly FrozenDictionary<string, Currency>.AlternateLookup<ReadOnlySpan<char>> ByCodeSpan = ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    public static Currency? OfCode(ReadOnlySpan<char> code) => ByCodeSpan.TryGetValue(code, out var currency) ? currency : null;

    /// <summary>Reads a code in any case, its number, a name or a symbol.</summary>
    /// <param name="usual">The code that a shared symbol such as $ means at this source, or null.</param>
    /// <returns>Null for what is none, or could be several.</returns>
    public static Currency? Find(ReadOnlySpan<char> text, string? usual)
    {
        text = text.Trim();
        if (OfCode(text) is { } known)
        {
            return known;
        }

        var symbol = text.TrimEnd('.').ToString().Replace('￥', '¥').Replace("₨", "Rs", StringComparison.Ordinal);
        if (Shared.TryGetValue(symbol, out var candidates) || Shared.TryGetValue(symbol.TrimEnd('s'), out candidates))
        {
            return usual is not null && candidates.Contains(usual) ? ByCode[usual] : ByCode.GetValueOrDefault(candidates[0]);
        }

        return ByText.GetValueOrDefault(symbol) ?? (IsName(symbol) ? ByText.GetValueOrDefault(CodeName.Key(symbol)) : null);
    }

    private static IEnumerable<string[]> Lines() => CurrencyTable.Rows.Split('\n').Select(line => line.TrimEnd().Split(' ', 4));

    private static FrozenDictionary<string, Currency> ReadTexts()
    {
        var texts = new Dictionary<string, Currency>(StringComparer.OrdinalIgnoreCase);
        foreach (var parts in Lines())
        {
            var currency = ByCode[parts[0]];
            if (parts[1] != "-")
            {
                texts[parts[1]] = currency;
            }

            foreach (var text in parts[3].Split('|'))
            {
                texts.TryAdd(IsName(text) ? CodeName.Key(text) : text.TrimEnd('.'), currency);
                texts.TryAdd(text.TrimEnd('.'), currency);
            }
        }

        return texts.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    // US$ without its sign would be another word.
    private static bool IsName(string text) => text.Length > 2 && !text.Any(c => char.IsSymbol(c) || c == '/');
}
