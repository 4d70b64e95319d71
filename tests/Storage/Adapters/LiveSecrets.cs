using Azure.Security.KeyVault.Secrets;

namespace ServerlessCdi.Tests.Storage.Adapters;

public sealed class LiveSecrets : StoreTest
{
    [Fact]
    public async Task Every_live_version_is_given_newest_first()
    {
        await SetAsync("old");
        await SetAsync("new");

        Assert.Equal(["new", "old"], await TextsAsync());
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_empty_and_a_secret_set_later_works_within_seconds()
    {
        Assert.Empty(await TextsAsync());
        await SetAsync("first");
        Store.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["first"], await TextsAsync());
    }

    [Fact]
    public async Task What_was_read_serves_for_minutes_without_another_request_and_then_a_rotation_shows()
    {
        await SetAsync("old");
        await TextsAsync();
        await SetAsync("new");
        var requests = Store.Vault.Requests;

        Store.Time.Advance(TimeSpan.FromMinutes(4));
        var cached = await TextsAsync();
        var during = Store.Vault.Requests;
        Store.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["old"], cached);
        Assert.Equal(requests, during);
        Assert.Equal(["new", "old"], await TextsAsync());
    }

    [Fact]
    public async Task An_expiring_version_dies_on_time_and_a_coming_one_begins_on_time_cached_or_not()
    {
        await SetAsync("old", s => s.ExpiresOn = Store.Time.GetUtcNow().AddMinutes(2));
        await SetAsync("new", s => s.NotBefore = Store.Time.GetUtcNow().AddMinutes(1));

        Assert.Equal(["old"], await TextsAsync());
        Store.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["new", "old"], await TextsAsync());
        Store.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["new"], await TextsAsync());
    }

    [Fact]
    public async Task A_disabled_version_is_not_live()
    {
        await SetAsync("old");
        var version = (await Store.SecretClient.GetSecretAsync("hook")).Value.Properties;
        await SetAsync("new");
        version.Enabled = false;
        await Store.SecretClient.UpdateSecretPropertiesAsync(version);

        Assert.Equal(["new"], await TextsAsync());
    }

    [Fact]
    public async Task While_the_vault_fails_what_was_read_keeps_serving_and_the_vault_is_asked_again_soon()
    {
        await SetAsync("old");
        await TextsAsync();
        Store.Time.Advance(TimeSpan.FromMinutes(10));
        Store.Vault.Failing = true;

        var during = await TextsAsync();
        var requests = Store.Vault.Requests;
        var again = await TextsAsync();
        Assert.Equal(requests, Store.Vault.Requests);
        Store.Vault.Failing = false;
        await SetAsync("new");
        Store.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["old"], during);
        Assert.Equal(["old"], again);
        Assert.Equal(["new", "old"], await TextsAsync());
    }

    [Fact]
    public async Task A_version_that_expires_during_an_outage_still_dies()
    {
        await SetAsync("old", s => s.ExpiresOn = Store.Time.GetUtcNow().AddMinutes(6));
        await TextsAsync();
        Store.Vault.Failing = true;
        Store.Time.Advance(TimeSpan.FromMinutes(7));

        Assert.Empty(await TextsAsync());
    }

    [Fact]
    public async Task A_name_that_was_never_read_throws_while_the_vault_fails()
    {
        Store.Vault.Failing = true;

        await Assert.ThrowsAnyAsync<Exception>(TextsAsync);
        Store.Vault.Failing = false;

        Assert.Empty(await TextsAsync());
    }

    [Fact]
    public async Task A_version_that_a_vendor_made_is_live_at_once_beside_the_others()
    {
        await SetAsync("old");
        Assert.Equal(["old"], await TextsAsync());

        await Store.Secrets.AddAsync("hook", new("handed over"), None);

        Assert.Equal(["handed over", "old"], await TextsAsync());
    }

    [Fact]
    public async Task Many_callers_at_once_are_one_reading()
    {
        await SetAsync("only");
        var gate = new TaskCompletionSource();
        Store.Vault.Gate = gate.Task;
        var before = Store.Vault.Requests;

        var callers = Enumerable.Range(0, 20).Select(_ => TextsAsync()).ToList();
        gate.SetResult();
        var texts = await Task.WhenAll(callers);

        Assert.All(texts, t => Assert.Equal(["only"], t));
        Assert.Equal(before + 2, Store.Vault.Requests);
    }

    private async Task<List<string>> TextsAsync() => [.. (await Store.Secrets.GetAsync("hook", None)).Select(s => s.Text)];

    private async Task SetAsync(string value, Action<SecretProperties>? configure = null)
    {
        var secret = new KeyVaultSecret("hook", value);
        configure?.Invoke(secret.Properties);
        await Store.SecretClient.SetSecretAsync(secret);
    }
}
