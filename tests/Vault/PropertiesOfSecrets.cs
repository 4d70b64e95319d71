using Azure;
using Azure.Security.KeyVault.Secrets;

namespace ServerlessCdi.Tests.Vault;

public sealed class PropertiesOfSecrets : IDisposable
{
    private readonly VaultFolder _vault = new();

    [Fact]
    public async Task Properties_given_with_the_value_come_back_with_it()
    {
        var secret = new KeyVaultSecret("full", "x");
        secret.Properties.ContentType = "hmac";
        secret.Properties.NotBefore = _vault.Time.GetUtcNow().AddDays(-1);
        secret.Properties.ExpiresOn = _vault.Time.GetUtcNow().AddDays(30);
        secret.Properties.Tags["CredentialId"] = "primary";
        await _vault.Client.SetSecretAsync(secret);

        var got = (await _vault.Client.GetSecretAsync("full")).Value.Properties;

        Assert.Equal("hmac", got.ContentType);
        Assert.Equal(_vault.Time.GetUtcNow().AddDays(-1), got.NotBefore);
        Assert.Equal(_vault.Time.GetUtcNow().AddDays(30), got.ExpiresOn);
        Assert.Equal("primary", Assert.Single(got.Tags).Value);
    }

    [Fact]
    public async Task An_update_changes_what_it_names_on_one_version_and_moves_its_updated_time()
    {
        KeyVaultSecret old = await _vault.Client.SetSecretAsync("s", "old");
        KeyVaultSecret young = await _vault.Client.SetSecretAsync("s", "new");
        _vault.Time.Advance(TimeSpan.FromHours(1));
        old.Properties.ExpiresOn = _vault.Time.GetUtcNow().AddHours(2);
        old.Properties.ContentType = "text";
        old.Properties.Tags["CredentialId"] = "secondary";

        SecretProperties updated = await _vault.Client.UpdateSecretPropertiesAsync(old.Properties);
        var reread = (await _vault.Client.GetSecretAsync("s", old.Properties.Version)).Value;
        var other = (await _vault.Client.GetSecretAsync("s")).Value;

        Assert.Equal(_vault.Time.GetUtcNow(), updated.UpdatedOn);
        Assert.Equal(_vault.Time.GetUtcNow().AddHours(-1), updated.CreatedOn);
        Assert.Equal(("old", "text", "secondary"), (reread.Value, reread.Properties.ContentType, reread.Properties.Tags["CredentialId"]));
        Assert.Equal(_vault.Time.GetUtcNow().AddHours(2), reread.Properties.ExpiresOn);
        Assert.Equal((young.Properties.Version, null), (other.Properties.Version, other.Properties.ExpiresOn));
    }

    [Fact]
    public async Task A_disabled_version_is_forbidden_until_it_is_enabled_again()
    {
        KeyVaultSecret secret = await _vault.Client.SetSecretAsync("off", "x");
        secret.Properties.Enabled = false;
        await _vault.Client.UpdateSecretPropertiesAsync(secret.Properties);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.GetSecretAsync("off"));
        Assert.Equal((403, "Forbidden"), (refused.Status, refused.ErrorCode));
        Assert.Contains("Operation get is not allowed on a disabled secret.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("SecretDisabled", refused.Message, StringComparison.Ordinal);

        secret.Properties.Enabled = true;
        await _vault.Client.UpdateSecretPropertiesAsync(secret.Properties);
        Assert.Equal("x", (await _vault.Client.GetSecretAsync("off")).Value.Value);
    }

    [Fact]
    public async Task Expiry_and_not_before_inform_the_reader_and_stop_nobody()
    {
        var secret = new KeyVaultSecret("times", "still here");
        secret.Properties.ExpiresOn = _vault.Time.GetUtcNow().AddMinutes(1);
        await _vault.Client.SetSecretAsync(secret);
        var early = new KeyVaultSecret("early", "already here");
        early.Properties.NotBefore = _vault.Time.GetUtcNow().AddDays(9);
        await _vault.Client.SetSecretAsync(early);

        _vault.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal("still here", (await _vault.Client.GetSecretAsync("times")).Value.Value);
        Assert.Equal("already here", (await _vault.Client.GetSecretAsync("early")).Value.Value);
    }

    [Fact]
    public async Task An_update_of_what_is_not_there_is_not_found()
    {
        KeyVaultSecret secret = await _vault.Client.SetSecretAsync("gone", "x");
        await _vault.Client.StartDeleteSecretAsync("gone");

        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.UpdateSecretPropertiesAsync(secret.Properties));

        Assert.Equal((404, "SecretNotFound"), (missing.Status, missing.ErrorCode));
    }

    [Fact]
    public async Task A_sixteenth_tag_is_refused()
    {
        var secret = new KeyVaultSecret("tagged", "x");
        for (var i = 0; i < 16; i++)
        {
            secret.Properties.Tags[$"tag{i}"] = "v";
        }

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.SetSecretAsync(secret));

        Assert.Equal(400, refused.Status);
    }

    public void Dispose() => _vault.Dispose();
}
