using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Connectors.Signatures;

/// <summary>Compares a credential that is itself the secret (a token, a password, a write key) with the live ones.</summary>
internal static class SecretCheck
{
    /// <summary>Is there any secret with a text? Without one nothing can be shown to be genuine.</summary>
    public static bool AnyUsable(IReadOnlyList<SecretValue> secrets)
    {
        for (var i = 0; i < secrets.Count; i++)
        {
            if (!secrets[i].Utf8.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Is the presented text one of the secrets? Their hashes are compared, so that the time taken tells neither the
    /// length nor which secret fitted. An empty text fits nothing.
    /// </summary>
    public static bool MatchesAny(string? presented, IReadOnlyList<SecretValue> secrets)
    {
        if (string.IsNullOrEmpty(presented))
        {
            return false;
        }

        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> live = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(presented), given);
        var fits = false;
        for (var i = 0; i < secrets.Count; i++)
        {
            SHA256.HashData(secrets[i].Utf8, live);
            fits |= CryptographicOperations.FixedTimeEquals(given, live) && secrets[i].Text.Length > 0;
        }

        return fits;
    }
}
