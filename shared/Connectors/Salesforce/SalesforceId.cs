namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>
/// Ids have 15 characters, of which case matters, or the same with three more that say which of them are capitals
/// (https://help.salesforce.com/s/articleView?id=000385008, seen 2026-11-22). One record has to have one key.
/// </summary>
internal static class SalesforceId
{
    public const int LongLength = 18;

    private const int ShortLength = 15;
    private const int Group = 5;
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The form of 18 characters; what has no form of an id stays as it is.</summary>
    public static string? Long(string? id)
    {
        if (id is not { Length: ShortLength or LongLength } || !id.All(char.IsAsciiLetterOrDigit))
        {
            return id;
        }

        Span<char> whole = stackalloc char[LongLength];
        id.AsSpan(0, ShortLength).CopyTo(whole);
        for (var group = 0; group < ShortLength / Group; group++)
        {
            var capitals = 0;
            for (var i = 0; i < Group; i++)
            {
                capitals |= char.IsAsciiLetterUpper(whole[(group * Group) + i]) ? 1 << i : 0;
            }

            whole[ShortLength + group] = Digits[capitals];
        }

        return whole.ToString();
    }
}
