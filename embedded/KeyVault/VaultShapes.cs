namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>Rows as the bodies of the API. None of these carries a value: only a get and a set add it.</summary>
internal static class VaultShapes
{
    public static string SecretId(string name) => $"{EmbeddedVault.Uri}secrets/{name}";

    public static string VersionId(SecretRow row) => $"{SecretId(row.Name)}/{row.Version}";

    public static SecretWire Secret(SecretRow row) => Shape(row, VersionId(row));

    public static SecretWire Listed(SecretRow row) => Shape(row, SecretId(row.Name));

    public static SecretWire Deleted(SecretRow row, string id) => Shape(row, id) with
    {
        RecoveryId = $"{EmbeddedVault.Uri}deletedsecrets/{row.Name}",
        DeletedDate = row.DeletedAt,
        ScheduledPurgeDate = row.PurgeAt,
    };

    public static string NextLink(string path, VaultPage page, string token) =>
        $"{EmbeddedVault.Uri}{path}?api-version={Uri.EscapeDataString(page.ApiVersion)}&$skiptoken={Uri.EscapeDataString(token)}&maxresults={page.Size}";

    private static SecretWire Shape(SecretRow row, string id) => new(
        id,
        new AttributesWire(
            row.Enabled,
            row.NotBefore,
            row.Expires,
            row.Created,
            row.Updated,
            VaultRules.RecoveryLevel,
            VaultRules.RecoverableDays))
    {
        ContentType = row.ContentType,
        Tags = row.Tags,
    };
}
