using System.Text;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Core.Identity;

/// <summary>
/// The address that makes persons one household, in the one form that is compared: case, punctuation and the usual short
/// forms of streets do not count. It never says that two persons are one.
/// </summary>
public static class HouseholdKey
{
    /// <summary>Short forms in addresses of English- and German-speaking countries, each with what it stands for.</summary>
    private static readonly Dictionary<string, string> ShortForms = new(StringComparer.Ordinal)
    {
        ["ST"] = "STREET",
        ["RD"] = "ROAD",
        ["AVE"] = "AVENUE",
        ["AV"] = "AVENUE",
        ["LN"] = "LANE",
        ["DR"] = "DRIVE",
        ["CT"] = "COURT",
        ["SQ"] = "SQUARE",
        ["PL"] = "PLACE",
        ["BLVD"] = "BOULEVARD",
        ["APT"] = "APARTMENT",
    };

    /// <returns>Null where the policy has no households, or the person has no value for one of its fields.</returns>
    public static string? Of(Golden golden, IdentityPolicy policy)
    {
        if (policy.Household.Count == 0)
        {
            return null;
        }

        var parts = new List<string>(policy.Household.Count);
        foreach (var field in policy.Household)
        {
            var text = golden.Fields.TryGetValue(field, out var known) ? Normalise(known.Value.AsText() ?? "") : "";
            if (text.Length == 0)
            {
                return null;
            }

            parts.Add($"{field}={text}");
        }

        return string.Join('\n', parts);
    }

    private static string Normalise(string text)
    {
        var normal = new StringBuilder(text.Length);
        var word = new StringBuilder();
        foreach (var c in LatinComposition.Compose(text).Replace("ß", "ss", StringComparison.Ordinal).Append(' '))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToUpperInvariant(c));
            }
            else if (word.Length > 0 && c != '\'')
            {
                normal.Append(normal.Length == 0 ? "" : " ").Append(Whole(word.ToString()));
                word.Clear();
            }
        }

        return normal.ToString();
    }

    private static string Whole(string word) => ShortForms.TryGetValue(word, out var whole)
        ? whole
        : word.EndsWith("STR", StringComparison.Ordinal) ? $"{word}ASSE" : word;
}
