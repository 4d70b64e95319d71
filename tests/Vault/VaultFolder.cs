using Azure.Security.KeyVault.Secrets;
using ServerlessCdi.Embedded.KeyVault;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Vault;

/// <summary>A vault folder of one test, with its own clock, gone afterwards.</summary>
internal sealed class VaultFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cdi-vault-");

    public VaultFolder() => Client = Open();

    public ManualTime Time { get; } = new();

    public SecretClient Client { get; }

    public string Path => _folder.FullName;

    public string KeyFile => System.IO.Path.Combine(Path, "vault.key");

    public string StoreFile => System.IO.Path.Combine(Path, "vault.db");

    public SecretClient Open() => EmbeddedVault.CreateClient(Path, Time);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
