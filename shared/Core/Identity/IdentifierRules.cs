namespace ServerlessCdi.Core.Identity;

/// <summary>What of the text that sources send may lead to a person, and in which one form.</summary>
public static class IdentifierRules
{
    /// <summary>Longest value of any type, in UTF-16 units.</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// Values that programs write when they know no id; whoever had one would be merged with everyone else who has.
    /// The first four are Segment's list (https://segment.com/docs/unify/identity-resolution/identity-resolution-settings/).
    /// </summary>
    private static readonly HashSet<string> NoIds = new(StringComparer.OrdinalIgnoreCase)
    {
        "-1", "null", "anonymous", "undefined", "none", "n/a", "unknown", "test", "[object Object]", "true", "false", "nil", "NaN",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NoIdsBySpan = NoIds.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Email to lower case with an ASCII domain, phone to E.164, any other type trimmed; false for what can identify nobody.
    /// </summary>
    /// <param name="region">ISO 3166 country for phone numbers without a calling code, or null.</param>
    public static bool TryNormalise(string type, string? raw, string? region, out Identifier identifier)
    {
        string? value = null;
        var ok = type switch
        {
            "" => false,
            Identifier.Email => EmailAddress.TryNormalise(raw, out value),
            Identifier.Phone => PhoneNumber.TryParse(raw, region, out value),
            _ => TryId(raw, out value),
        };
        identifier = ok ? new(type, value!) : default;
        return ok;
    }

    private static bool TryId(string? raw, out string? value)
    {
        value = null;
        var text = raw.AsSpan().Trim();
        if (text.Length is 0 or > MaxLength || !text.ContainsAnyExcept('0', '-') || NoIdsBySpan.Contains(text))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return false;
            }
        }

        value = text.Length == raw!.Length ? raw : text.ToString();
        return true;
    }
}
