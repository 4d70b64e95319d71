using Azure;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Backends;

/// <summary>The two continuation keys as one opaque text.</summary>
internal static class PageToken
{
    public static string? Write(EntityKey? next) =>
        next is { } key ? $"{Uri.EscapeDataString(key.PartitionKey)} {Uri.EscapeDataString(key.RowKey)}" : null;

    /// <exception cref="RequestFailedException">400 where the text is no token.</exception>
    public static EntityKey? Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var parts = token.Split(' ');
        return parts.Length == 2
            ? new EntityKey(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]))
            : throw TableErrors.Invalid("The continuation token is not valid.");
    }
}
