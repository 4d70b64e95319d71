using Azure;
using Azure.Security.KeyVault.Secrets;
using ServerlessCdi.Embedded.KeyVault;

namespace ServerlessCdi.Tests.Vault;

public sealed class SettingAndGettingSecrets : IDisposable
{
    private readonly VaultFolder _vault = new();

    [Fact]
    public async Task A_secret_that_was_set_is_read_back()
    {
        KeyVaultSecret set = await _vault.Client.SetSecretAsync("hubspot-webhook", "s3cret £ \u0000 字");
        KeyVaultSecret got = await _vault.Client.GetSecretAsync("hubspot-webhook");

        Assert.Equal("s3cret £ \u0000 字", set.Value);
        Assert.Equal("s3cret £ \u0000 字", got.Value);
        Assert.Equal("hubspot-webhook", got.Name);
        Assert.Equal(EmbeddedVault.Uri, got.Properties.VaultUri);
        Assert.Matches("^[0-9a-f]{32}$", got.Properties.Version);
        Assert.True(got.Properties.Enabled);
        Assert.Equal(_vault.Time.GetUtcNow(), got.Properties.CreatedOn);
        Assert.Equal("Recoverable+Purgeable", got.Properties.RecoveryLevel);
        Assert.Equal(90, got.Properties.RecoverableDays);
    }

    [Fact]
    public void The_synchronous_calls_work_as_the_asynchronous_ones()
    {
        _vault.Client.SetSecret("stripe", "one");

        Assert.Equal("one", _vault.Client.GetSecret("stripe").Value.Value);
    }

    [Fact]
    public async Task The_first_call_of_a_client_keeps_its_body_through_the_challenge()
    {
        // Eight clients at once, so that several of them meet the challenge with a body in hand.
        var sets = Enumerable.Range(0, 8).Select(i => _vault.Open().SetSecretAsync($"first-{i}", $"value {i}"));
        var secrets = await Task.WhenAll(sets);

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"value {i}"), secrets.Select(s => s.Value.Value));
    }

    [Fact]
    public async Task After_a_rotation_the_newest_version_is_the_answer_and_the_older_one_still_reads()
    {
        KeyVaultSecret old = await _vault.Client.SetSecretAsync("rotating", "old");
        KeyVaultSecret young = await _vault.Client.SetSecretAsync("rotating", "new");

        Assert.NotEqual(old.Properties.Version, young.Properties.Version);
        Assert.Equal("new", (await _vault.Client.GetSecretAsync("rotating")).Value.Value);
        Assert.Equal("old", (await _vault.Client.GetSecretAsync("rotating", old.Properties.Version)).Value.Value);
    }

    [Fact]
    public async Task Names_are_the_same_in_any_case()
    {
        await _vault.Client.SetSecretAsync("Brevo", "one");
        await _vault.Client.SetSecretAsync("BREVO", "two");

        Assert.Equal("two", (await _vault.Client.GetSecretAsync("brevo")).Value.Value);
        Assert.Single(_vault.Client.GetPropertiesOfSecrets());
    }

    [Fact]
    public async Task What_nobody_set_is_not_found()
    {
        await _vault.Client.SetSecretAsync("present", "x");

        var name = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.GetSecretAsync("absent"));
        var version = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.GetSecretAsync("present", new string('0', 32)));

        Assert.Equal((404, "SecretNotFound"), (name.Status, name.ErrorCode));
        Assert.Contains("A secret with (name/id) absent was not found in this key vault.", name.Message, StringComparison.Ordinal);
        Assert.Equal((404, "SecretNotFound"), (version.Status, version.ErrorCode));
    }

    [Theory]
    [InlineData("under_score")]
    [InlineData("dot.dot")]
    [InlineData("sp ace")]
    [InlineData("line\n")]
    public async Task A_name_outside_the_rule_is_refused(string name)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.SetSecretAsync(name, "x"));

        Assert.Equal((400, "BadParameter"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_name_has_at_most_127_characters()
    {
        await _vault.Client.SetSecretAsync(new string('a', 127), "x");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.SetSecretAsync(new string('a', 128), "x"));
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task A_value_has_at_most_25_kilobytes()
    {
        var largest = new string('v', 25 * 1024);
        await _vault.Client.SetSecretAsync("large", largest);

        Assert.Equal(largest, (await _vault.Client.GetSecretAsync("large")).Value.Value);
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.SetSecretAsync("large", largest + "v"));
        var wide = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.SetSecretAsync("large", new string('字', 9_000)));
        Assert.Equal((400, "BadParameter"), (refused.Status, refused.ErrorCode));
        Assert.Equal(400, wide.Status);
    }

    [Fact]
    public async Task A_backup_is_said_to_be_unsupported()
    {
        await _vault.Client.SetSecretAsync("kept", "x");

        var backup = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.BackupSecretAsync("kept"));
        var restore = await Assert.ThrowsAsync<RequestFailedException>(() => _vault.Client.RestoreSecretBackupAsync([1, 2, 3]));

        Assert.Equal((501, "NotImplemented"), (backup.Status, backup.ErrorCode));
        Assert.Equal((501, "NotImplemented"), (restore.Status, restore.ErrorCode));
    }

    public void Dispose() => _vault.Dispose();
}
