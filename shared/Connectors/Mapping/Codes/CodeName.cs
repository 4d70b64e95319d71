using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ServerlessCdi.Connectors.Mapping.Codes;

/// <summary>The one form in which names are compared: lower case, without accents, spaces, punctuation or a leading "the".</summary>
internal static class CodeName
{
    // A letter, and those that are it with an accent. The runtime's own folding needs ICU, which invariant globalization leaves out.
    private static readonly string[] Rows =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďđḋḍḏḑḓ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥħȟḣḥḧḩḫẖ",
        "iìíîïĩīĭįİıǐȉȋḭḯỉị",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľłḷḹḻḽ",
        "mḿṁṃ",
        "nñńņňŋǹṅṇṉṋ",
        "oòóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩ",
        "tţťŧțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "αά",
        "εέ",
        "ηή",
        "ιίϊΐ",
        "οό",
        "σς",
        "υύϋΰ",
        "ωώ",
    ];

    private static readonly FrozenDictionary<char, string> Folded = Rows
        .SelectMany(row => row.Skip(1).Select(c => KeyValuePair.Create(c, row[..1])))
        .Concat([new('æ', "ae"), new('œ', "oe"), new('ß', "ss"), new('þ', "th"), new('ð', "d"), new('&', "and")])
        .ToFrozenDictionary();

    public static string Key(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("the ", StringComparison.OrdinalIgnoreCase))
        {
            text = text[4..];
        }

        var key = new StringBuilder(text.Length);
        foreach (var original in text)
        {
            var c = char.ToLowerInvariant(original);
            if (Folded.TryGetValue(c, out var plain))
            {
                key.Append(plain);
            }
            else if (IsKept(c))
            {
                key.Append(c);
            }
        }

        return key.ToString();
    }

    // The marks of Indic and other scripts are vowels; those of Latin are accents.
    private static bool IsKept(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || (c is not (>= '\u0300' and <= '\u036F') && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
