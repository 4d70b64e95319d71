using System.Security.Cryptography;

namespace ServerlessCdi.Connectors.Signatures;

/// <summary>
/// HMAC over the parts of a signed message, so that a body need not be copied to stand beside its timestamp.
/// Every live secret is tried, whether or not an earlier one fitted: the time taken does not tell which it was.
/// </summary>
internal static class HmacCheck
{
    /// <summary>Does the signature fit under any of the secrets, whose UTF-8 text is the key?</summary>
    public static bool MatchesAny(
        HashAlgorithmName algorithm,
        ReadOnlySpan<byte> signature,
        IReadOnlyList<SecretValue> secrets,
        params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var fits = false;
        for (var i = 0; i < secrets.Count; i++)
        {
            fits |= Matches(algorithm, signature, secrets[i].Utf8, parts);
        }

        return fits;
    }

    /// <summary>The same for one key, for conventions whose secret text is an encoding of the key.</summary>
    public static bool Matches(
        HashAlgorithmName algorithm,
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> key,
        params ReadOnlySpan<ReadOnlyMemory<byte>> parts) =>
        !key.IsEmpty && CryptographicOperations.FixedTimeEquals(Compute(algorithm, key, parts), signature);

    public static byte[] Compute(HashAlgorithmName algorithm, ReadOnlySpan<byte> key, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(algorithm, key);
        foreach (var part in parts)
        {
            hmac.AppendData(part.Span);
        }

        return hmac.GetHashAndReset();
    }
}
