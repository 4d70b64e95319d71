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

    /// <summary>64 digits.</summary>
    public string Of(Identifier identifier) => Hash("identity", identifier.Type, identifier.Value);

    /// <summary>32 digits.</summary>
    public string Of(RecordKey record) => Hash("record", record.Source, record.Object, record.Key)[..ShortLength];

    /// <summary>32 digits, of the change's source and id: whatever time it carries.</summary>
    public string Of(Change change) => Hash("change", change.Source, change.Id)[..ShortLength];

    /// <summary>32 digits, of the id of a link or a separation, which follows from the keys of records.</summary>
    public string OfTie(string id) => Hash("tie", id)[..ShortLength];

    private string Hash(params ReadOnlySpan<string> parts)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(string.Join('\0', parts!)), digest);
        return Convert.ToHexStringLower(digest);
    }
}
