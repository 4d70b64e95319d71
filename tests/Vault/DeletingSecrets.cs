using Azure;
using Azure.Security.KeyVault.Secrets;

namespace ServerlessCdi.Tests.Vault;

public sealed class DeletingSecrets : IDisposable
{
    private readonly VaultFolder _vault = new();

    [Fact]
    public async Task A_deleted_secret_leaves_the_vault_and_waits_ninety_days_in_its_bin()
    {
        await _vault.Client.SetSecretAsync("doomed", "x");
        var operation = await _vault.Client.StartDeleteSecretAsync("doomed");
        var deleted = (await operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None)).Value;

        Assert.Equal(_vault.Time.GetUtcNow(), deleted.DeletedOn);
        Assert.Equal(_vault.Time.GetUtcNow().AddDays(90), deleted.ScheduledPurgeDate);
        Assert.Equal("https://vault.embedded/deletedsecrets/doomed", deleted.RecoveryId?.ToString());
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.GetSecretAsync("doomed"))).Status);
        Assert.Empty(_vault.Client.GetPropertiesOfSecrets());
        Assert.Empty(_vault.Client.GetPropertiesOfSecretVersions("doomed"));
        Assert.Equal("doomed", (await _vault.Client.GetDeletedSecretAsync("doomed")).Value.Name);
        Assert.Equal("doomed", Assert.Single(_vault.Client.GetDeletedSecrets()).Name);
    }

    [Fact]
    public async Task A_deleted_name_is_reserved_until_it_is_purged()
    {
        await Delete("taken");

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.SetSecretAsync("TAKEN", "new"));
        Assert.Equal((409, "Conflict"), (conflict.Status, conflict.ErrorCode));
        Assert.Contains("ObjectIsDeletedButRecoverable", conflict.Message, StringComparison.Ordinal);

        await _vault.Client.PurgeDeletedSecretAsync("taken");
        await _vault.Client.SetSecretAsync("taken", "new");
        Assert.Equal("new", (await _vault.Client.GetSecretAsync("taken")).Value.Value);
        Assert.Single(_vault.Client.GetPropertiesOfSecretVersions("taken"));
    }

    [Fact]
    public async Task A_recovered_secret_has_all_its_versions_again()
    {
        KeyVaultSecret first = await _vault.Client.SetSecretAsync("back", "one");
        await _vault.Client.SetSecretAsync("back", "two");
        await _vault.Client.StartDeleteSecretAsync("back");

        var operation = await _vault.Client.StartRecoverDeletedSecretAsync("back");
        await operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        Assert.Equal("two", (await _vault.Client.GetSecretAsync("back")).Value.Value);
        Assert.Equal("one", (await _vault.Client.GetSecretAsync("back", first.Properties.Version)).Value.Value);
        Assert.Empty(_vault.Client.GetDeletedSecrets());
        await _vault.Client.SetSecretAsync("back", "three");
    }

    [Fact]
    public async Task After_ninety_days_a_deleted_secret_is_purged_by_itself()
    {
        await Delete("old");
        _vault.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Single(_vault.Client.GetDeletedSecrets());

        _vault.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(_vault.Client.GetDeletedSecrets());
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.GetDeletedSecretAsync("old"))).Status);
        await _vault.Client.SetSecretAsync("old", "new");
    }

    [Fact]
    public async Task Deleted_secrets_are_listed_over_several_pages()
    {
        for (var i = 0; i < 30; i++)
        {
            await Delete($"d-{i:00}");
        }

        Assert.Equal(30, _vault.Client.GetDeletedSecrets().Select(s => s.Name).Distinct().Count());
    }

    [Fact]
    public async Task What_is_not_there_can_be_neither_deleted_nor_recovered_nor_purged()
    {
        await _vault.Client.SetSecretAsync("alive", "x");

        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.StartDeleteSecretAsync("absent"));
        var recover = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.StartRecoverDeletedSecretAsync("alive"));
        var purge = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.PurgeDeletedSecretAsync("alive"));

        Assert.All([delete, recover, purge], missing => Assert.Equal((404, "SecretNotFound"), (missing.Status, missing.ErrorCode)));
        Assert.Equal("x", (await _vault.Client.GetSecretAsync("alive")).Value.Value);
    }

    public void Dispose() => _vault.Dispose();

    private async Task Delete(string name)
    {
        await _vault.Client.SetSecretAsync(name, "x");
        await _vault.Client.StartDeleteSecretAsync(name);
    }
}
