using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>A status and a JSON body. The error codes and messages are those that the service answers with.</summary>
internal sealed record VaultReply(HttpStatusCode Status, byte[] Body)
{
    public static VaultReply Ok<T>(T body, JsonTypeInfo<T> type) => new(HttpStatusCode.OK, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static VaultReply NoContent() => new(HttpStatusCode.NoContent, []);

    public static VaultReply BadParameter(string message) => Error(HttpStatusCode.BadRequest, "BadParameter", message);

    public static VaultReply Unauthorized() =>
        Error(HttpStatusCode.Unauthorized, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");

    public static VaultReply NotFound(string nameOrId) => Error(
        HttpStatusCode.NotFound,
        "SecretNotFound",
        $"A secret with (name/id) {nameOrId} was not found in this key vault. If you recently deleted this secret you may be able to recover "
        + "it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182");

    public static VaultReply DeletedNotFound(string name) =>
        Error(HttpStatusCode.NotFound, "SecretNotFound", $"Deleted Secret not found: {name}");

    public static VaultReply Disabled() =>
        Error(HttpStatusCode.Forbidden, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");

    public static VaultReply NameReserved(string name) => Error(
        HttpStatusCode.Conflict,
        "Conflict",
        $"Secret {name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.",
        "ObjectIsDeletedButRecoverable");

    public static VaultReply NotImplemented(string operation) => Error(
        HttpStatusCode.NotImplemented,
        "NotImplemented",
        $"The embedded vault does not support {operation}. Copy its folder while the app is stopped, or use Azure Key Vault.");

    public static VaultReply NoSuchOperation(string path) =>
        Error(HttpStatusCode.NotFound, "NotFound", $"The embedded vault has no operation at {path}.");

    private static VaultReply Error(HttpStatusCode status, string code, string message, string? inner = null) => new(
        status,
        JsonSerializer.SerializeToUtf8Bytes(
            new ErrorWire(new ErrorDetailWire(code, message, inner is null ? null : new InnerErrorWire(inner))),
            VaultJson.Default.ErrorWire));
}
