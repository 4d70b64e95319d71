using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Storage.Rows;

/// <summary>
/// Makes any text fit to be part of a partition or row key. Letters, digits and <c>_ . : - *</c> stay as they are; every other
/// byte of the UTF-8 form becomes <c>=</c> and two hex digits, which keeps out the characters that keys may not have
/// (/ \ # ? and control characters), the quote of filters and the <c>|</c> between parts.
/// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
/// </summary>
internal static class KeyText
{
    /// <summary>A longer part keeps its beginning and ends in a hash of the whole: a key has 1,024 characters at most, and Azurite takes 512.</summary>
    public const int MaxPart = 120;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-*");

    public static string Escape(string text)
    {
        if (text.Length <= MaxPart && !text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)value))
            {
                escaped.Append((char)value);
            }
            else
            {
                escaped.Append('=').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        if (escaped.Length <= MaxPart)
        {
            return escaped.ToString();
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
        return $"{escaped.ToString(0, MaxPart - 34)}=h{hash}";
    }

    /// <summary>19 digits that sort the newest moment first.</summary>
    public static string Descending(DateTimeOffset time) =>
        (long.MaxValue - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
