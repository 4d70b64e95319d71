using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Core.Profiles;

/// <summary>
/// That a record once gave an identifier, where the identifier itself is no longer kept. It leads to nobody; it only shows
/// that two records gave the same. It is stored sealed with the person, as the identities' keyed hash stays too.
/// </summary>
/// <param name="Hash">128 bits of a hash, in hex.</param>
public readonly record struct ForgottenIdentifier(
    [property: JsonPropertyName("t")] string Type,
    [property: JsonPropertyName("h")] string Hash) : IComparable<ForgottenIdentifier>
{
    public static ForgottenIdentifier Of(Identifier identifier) => new(
        identifier.Type,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{identifier.Type}\n{identifier.Value}")).AsSpan(0, 16)));

    public int CompareTo(ForgottenIdentifier other)
    {
        var byType = string.CompareOrdinal(Type, other.Type);
        return byType != 0 ? byType : string.CompareOrdinal(Hash, other.Hash);
    }

    public static bool operator <(ForgottenIdentifier left, ForgottenIdentifier right) => left.CompareTo(right) < 0;

    public static bool operator >(ForgottenIdentifier left, ForgottenIdentifier right) => left.CompareTo(right) > 0;

    public static bool operator <=(ForgottenIdentifier left, ForgottenIdentifier right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ForgottenIdentifier left, ForgottenIdentifier right) => left.CompareTo(right) >= 0;
}
