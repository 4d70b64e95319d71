using System.Buffers;

namespace ServerlessCdi.Embedded.Tables.Rules;

/// <summary>
/// What a table and a key may be called. The emulator is laxer than the service on some of these.
/// Source: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model.
/// </summary>
internal static class NameRules
{
    private const int MaxKey = 1024;

    private static readonly SearchValues<char> Alphanumeric =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        "/\\#?" + string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)));

    public static void CheckTable(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length is < 3 or > 63)
        {
            throw TableErrors.OutOfRange($"The table name '{name}' must have 3 to 63 characters.");
        }

        if (char.IsAsciiDigit(name[0]) || name.AsSpan().ContainsAnyExcept(Alphanumeric)
            || name.Equals("tables", StringComparison.OrdinalIgnoreCase))
        {
            throw TableErrors.Create(400, "InvalidResourceName", $"The table name '{name}' must be letters and digits, beginning with a letter.");
        }
    }

    public static void CheckKeys(string partitionKey, string rowKey)
    {
        CheckKey("PartitionKey", partitionKey);
        CheckKey("RowKey", rowKey);
    }

    private static void CheckKey(string which, string value)
    {
        ArgumentNullException.ThrowIfNull(value, which);
        if (value.Length > MaxKey)
        {
            throw TableErrors.KeyTooLong(which);
        }

        if (value.AsSpan().ContainsAny(Forbidden))
        {
            throw TableErrors.OutOfRange($"The {which} contains a character that keys must not have: / \\ # ? or a control character.");
        }

        if (HasLoneSurrogate(value))
        {
            throw TableErrors.Invalid($"The {which} is not valid Unicode text.");
        }
    }

    private static bool HasLoneSurrogate(string value)
    {
        for (var i = value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
            {
                continue;
            }

            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
