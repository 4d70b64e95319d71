using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>
/// HMAC-SHA-256 under the pepper, in lower-case hex. Every hash in a key is one of these: whoever copies the tables
/// without the vault cannot try addresses against them. What is hashed begins with its kind, so that equal texts of
/// different kinds do not show.
/// </summary>
internal sealed class KeyedHash(byte[] pepper)
{
    private const int ShortLength = 32;
    private const int CountedLength = 16;

    /// <summary>64 digits.</summary>
    public string Of(Identifier identifier) => Hash("identity", identifier.Type, identifier.Value);

    /// <summary>32 digits.</summary>
    public string Of(RecordKey record) => Hash("record", record.Source, record.Object, record.Key)[..ShortLength];

    /// <summary>32 digits, the same whichever of the two is named first.</summary>
    public string Of(RecordKey one, RecordKey other)
    {
        var (left, right) = one <= other ? (one, other) : (other, one);
        return Hash("pair", left.Source, left.Object, left.Key, right.Source, right.Object, right.Key)[..ShortLength];
    }

    /// <summary>32 digits, of the change's source and id: whatever time it carries.</summary>
    public string Of(Change change) => Hash("change", change.Source, change.Id)[..ShortLength];

    /// <summary>32 digits, of a candidate key.</summary>
    public string OfCandidate(string key) => Hash("candidate", key)[..ShortLength];

    /// <summary>32 digits, of a field's value.</summary>
    public string OfTerm(string field, string value) => Hash("term", field, value)[..ShortLength];

    /// <summary>16 digits: enough to count a few different ones. It is another for each identifier, so that rows show nothing in common.</summary>
    public string OfClaimant(Identifier identifier, ProfileId person) =>
        Hash("claimant", identifier.Type, identifier.Value, person.ToString())[..CountedLength];

    /// <summary>32 digits, of the id of a link or a separation, which follows from the keys of records.</summary>
    public string OfTie(string id) => Hash("tie", id)[..ShortLength];

    private string Hash(params ReadOnlySpan<string> parts)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(string.Join('\0', parts!)), digest);
        return Convert.ToHexStringLower(digest);
    }
}
