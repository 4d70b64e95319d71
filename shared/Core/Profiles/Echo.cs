using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Core.Profiles;

/// <summary>The form of a field and value in which a vendor's rewriting of case and format does not show.</summary>
public static class Echo
{
    /// <returns>A 128-bit hash in hex. It is stored sealed with the person, so it needs no key.</returns>
    public static string Of(string field, FieldValue value)
    {
        var text = value.AsText() ?? "";
        var loose = new StringBuilder(field.Length + 1 + text.Length).Append(field).Append('\n');
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                loose.Append(char.ToUpperInvariant(c));
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(loose.ToString())).AsSpan(0, 16));
    }
}
