using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>What the service refuses, and its numbers: https://learn.microsoft.com/azure/key-vault/secrets/about-secrets.</summary>
internal static partial class VaultRules
{
    public const int LargestValueBytes = 25 * 1024;
    public const int MostTags = 15;
    public const int LongestTag = 256;
    public const int LongestContentType = 255;

    /// <summary>Days between a delete and the purge that follows by itself.</summary>
    public const int RecoverableDays = 90;

    public const string RecoveryLevel = "Recoverable+Purgeable";

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>The first broken rule, in words, or null.</summary>
    public static string? Broken(SecretRequestWire request, bool valueIsRequired)
    {
        if (valueIsRequired && request.Value is null)
        {
            return "The parameter value is required.";
        }

        if (request.Value is { } value && Encoding.UTF8.GetByteCount(value) > LargestValueBytes)
        {
            return $"The secret value is larger than the maximum of {LargestValueBytes} bytes.";
        }

        if (request.ContentType is { Length: > LongestContentType })
        {
            return $"The content type is longer than {LongestContentType} characters.";
        }

        if (request.Tags is { Count: > MostTags })
        {
            return $"A secret has at most {MostTags} tags.";
        }

        return request.Tags?.Any(tag => tag.Key.Length is 0 or > LongestTag || tag.Value?.Length > LongestTag) == true
            ? $"A tag's name has 1 to {LongestTag} characters and its value at most {LongestTag}."
            : null;
    }

    // \z, not $: a name that ends in a line feed is no name.
    [GeneratedRegex(@"^[0-9a-zA-Z-]{1,127}\z")]
    private static partial Regex NamePattern();
}
