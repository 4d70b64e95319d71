using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Data.Sqlite;
using ServerlessCdi.Embedded.KeyVault;

namespace ServerlessCdi.Tests.Vault;

public sealed class FilesOfTheVault : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly VaultFolder _vault = new();

    [Fact]
    public async Task No_file_of_the_folder_holds_a_value_in_clear()
    {
        var live = "live-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        var old = "old-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        var deleted = "deleted-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        await _vault.Client.SetSecretAsync("scanned", old);
        await _vault.Client.SetSecretAsync("scanned", live);
        await _vault.Client.SetSecretAsync("thrown-away", deleted);
        await _vault.Client.StartDeleteSecretAsync("thrown-away");
        var files = Directory.GetFiles(_vault.Path).ToDictionary(f => Path.GetFileName(f), ReadShared);

        Assert.Contains("vault.db-wal", files.Keys);
        Assert.Contains(files.Values, bytes => Holds(bytes, Encoding.UTF8.GetBytes("scanned")));
        foreach (var value in new[] { live, old, deleted })
        {
            Assert.DoesNotContain(files, file => Holds(file.Value, Encoding.UTF8.GetBytes(value)));
            Assert.DoesNotContain(files, file => Holds(file.Value, Encoding.Unicode.GetBytes(value)));
            Assert.DoesNotContain(files, file => Holds(file.Value, Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)))));
        }
    }

    [Fact]
    public async Task Every_file_of_the_folder_is_for_its_owner_alone()
    {
        await _vault.Client.SetSecretAsync("s", "x");

        if (!OperatingSystem.IsWindows())
        {
            var modes = new Dictionary<string, UnixFileMode>();
            foreach (var file in Directory.GetFiles(_vault.Path))
            {
                modes[Path.GetFileName(file)] = File.GetUnixFileMode(file);
            }

            Assert.Contains("vault.key", modes.Keys);
            Assert.All(modes, file => Assert.Equal(OwnerOnly, file.Value));
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_others_may_use_is_refused_by_name(UnixFileMode extra)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(_vault.KeyFile, OwnerOnly | extra);

        var refused = Assert.Throws<InvalidOperationException>(() => _vault.Open());

        Assert.Contains(_vault.KeyFile, refused.Message, StringComparison.Ordinal);
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_is_reported_and_not_replaced()
    {
        await _vault.Client.SetSecretAsync("s", "x");
        File.Delete(_vault.KeyFile);

        var refused = Assert.Throws<InvalidOperationException>(() => _vault.Open());

        Assert.Contains("missing", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_vault.KeyFile));
    }

    [Fact]
    public void A_cut_off_key_is_refused()
    {
        using (var key = new FileStream(_vault.KeyFile, FileMode.Open))
        {
            key.SetLength(31);
        }

        Assert.Throws<InvalidOperationException>(() => _vault.Open());
    }

    [Fact]
    public async Task Another_vaults_key_opens_nothing()
    {
        await _vault.Client.SetSecretAsync("s", "x");
        await File.WriteAllBytesAsync(_vault.KeyFile, RandomNumberGenerator.GetBytes(32));
        var client = _vault.Open();

        var wrong = await Assert.ThrowsAsync<CryptographicException>(() => client.GetSecretAsync("s"));

        Assert.Contains("vault.key", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_value_moved_to_another_name_does_not_open()
    {
        await _vault.Client.SetSecretAsync("cheap", "x");
        await _vault.Client.SetSecretAsync("dear", "y");
        await using (var connection = new SqliteConnection($"Data Source={_vault.StoreFile}"))
        {
            connection.Open();
            using var move = connection.CreateCommand();
            move.CommandText = "UPDATE versions SET sealed = (SELECT sealed FROM versions WHERE name = 'dear') WHERE name = 'cheap'";
            Assert.Equal(1, move.ExecuteNonQuery());
        }

        await Assert.ThrowsAsync<CryptographicException>(() => _vault.Client.GetSecretAsync("cheap"));
        Assert.Equal("y", (await _vault.Client.GetSecretAsync("dear")).Value.Value);
    }

    [Fact]
    public async Task Two_clients_on_one_folder_see_each_others_secrets()
    {
        var other = _vault.Open();
        await _vault.Client.SetSecretAsync("shared", "one");
        Assert.Equal("one", (await other.GetSecretAsync("shared")).Value.Value);

        await other.SetSecretAsync("shared", "two");
        Assert.Equal("two", (await _vault.Client.GetSecretAsync("shared")).Value.Value);
    }

    [Fact]
    public async Task Versions_written_at_the_same_time_are_all_kept()
    {
        SecretClient[] clients = [_vault.Client, _vault.Open(), _vault.Open()];
        await Task.WhenAll(Enumerable.Range(0, 45).Select(i => Task.Run(() => clients[i % 3].SetSecretAsync("busy", $"{i}"))));

        var versions = _vault.Client.GetPropertiesOfSecretVersions("busy").ToList();
        var values = versions.Select(v => _vault.Client.GetSecret("busy", v.Version).Value.Value);

        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"{i}").Order(), values.Order());
    }

    [Fact]
    public async Task Folders_opened_for_the_first_time_by_many_at_once_get_one_key()
    {
        var folder = Path.Combine(_vault.Path, "new");
        var clients = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => EmbeddedVault.CreateClient(folder, _vault.Time))));

        await clients[0].SetSecretAsync("s", "x");

        Assert.All(clients, client => Assert.Equal("x", client.GetSecret("s").Value.Value));
        Assert.Single(Directory.GetFiles(folder, "vault.key*"));
    }

    [Fact]
    public async Task A_refused_get_says_nothing_of_the_value()
    {
        KeyVaultSecret secret = await _vault.Client.SetSecretAsync("quiet", "do-not-repeat-me");
        secret.Properties.Enabled = false;
        await _vault.Client.UpdateSecretPropertiesAsync(secret.Properties);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.GetSecretAsync("quiet"));

        Assert.DoesNotContain("do-not-repeat-me", refused.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _vault.Dispose();

    private static bool Holds(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
