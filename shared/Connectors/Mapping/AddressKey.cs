using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The record of a person whom the vendor knows by an address alone: the address in its one form is the key.</summary>
/// <param name="Key">Null where there is none.</param>
internal readonly record struct AddressKey(string? Key, IReadOnlyList<Identifier> Identifiers)
{
    /// <summary>An address that is none of the usual ones keeps its events together, and leads to nobody else.</summary>
    public static AddressKey Email(string? text) => IdentifierRules.TryNormalise(Identifier.Email, text, null, out var email)
        ? new(email.Value, [email])
        : new(text?.Trim().ToLowerInvariant(), []);

    /// <summary>A number that is none keys nothing: there is no telling whom it was meant for.</summary>
    public static AddressKey Phone(string? text, string? region) => IdentifierRules.TryNormalise(Identifier.Phone, text, region, out var phone)
        ? new(phone.Value, [phone])
        : new(null, []);
}
