using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>
/// A Key Vault inside the process, below the official <see cref="SecretClient"/>: the client keeps its own requests, challenge and retries,
/// and only its transport is replaced by one that answers from two files of a folder (<c>vault.db</c> and <c>vault.key</c>).
/// </summary>
public static class EmbeddedVault
{
    /// <summary>The vault's address. It must be https, or the client refuses to send a token; nothing is ever resolved or connected.</summary>
    public static Uri Uri { get; } = new("https://vault.embedded/");

    /// <summary>Satisfies the client's challenge. The embedded vault is guarded by the rights on its files, not by this token.</summary>
    public static TokenCredential Credential { get; } = new EmbeddedCredential();

    /// <summary>Opens (and on first use creates) the vault of a folder and puts it below the client that is built from these options.</summary>
    /// <param name="options">The options to change: transport, and the check that a challenge comes from a vault.azure.net host.</param>
    /// <param name="folder">Where the vault's files are. Several processes may use the same folder at once.</param>
    /// <param name="time">The clock of created, updated, deleted and purge times. Default: the system's.</param>
    /// <exception cref="InvalidOperationException">The key file may be read by others, is missing beside an existing store, or is not a key.</exception>
    public static void Configure(SecretClientOptions options, string folder, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var root = Path.GetFullPath(folder);
        Directory.CreateDirectory(root);
        var store = new VaultStore(root);
        var key = VaultKey.LoadOrCreate(root);
        store.Create();
        var service = new VaultService(store, new SecretSeal(key), time ?? TimeProvider.System);
#pragma warning disable CA2000 // The transport owns the handler, and the client keeps the transport for the life of the process.
        options.Transport = new HttpClientTransport(new VaultHandler(new VaultRouter(service)));
#pragma warning restore CA2000
        options.DisableChallengeResourceVerification = true;
    }

    /// <summary>A client on the vault of a folder, with the client's default options otherwise.</summary>
    /// <inheritdoc cref="Configure"/>
    public static SecretClient CreateClient(string folder, TimeProvider? time = null)
    {
        var options = new SecretClientOptions();
        Configure(options, folder, time);
        return new SecretClient(Uri, Credential, options);
    }
}
