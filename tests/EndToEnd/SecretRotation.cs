using System.Net;
using Azure.Security.KeyVault.Secrets;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>A vendor's secret is exchanged while its webhooks keep coming.</summary>
public sealed class SecretRotation
{
    private const string Name = "hubspot-client-secret";

    [Fact]
    public async Task Old_and_new_overlap_and_a_version_that_was_disabled_is_refused()
    {
        await using var app = await WatchedApp.StartAsync(new AppSetup { Secrets = new Dictionary<string, string> { [Name] = "the old secret" } });
        Assert.True(await IsAcceptedAsync(app, "the old secret"));
        Assert.False(await IsAcceptedAsync(app, "the new secret"));

        var vault = app.Process.Vault;
        var old = (await vault.GetSecretAsync(Name)).Value.Properties;
        await vault.SetSecretAsync(Name, "the new secret");
        Assert.True(await IsAcceptedAsync(app, "the old secret"));

        // What is live is read again every five minutes, or at a start.
        Assert.Equal(0, await app.Process.StopAsync());
        await app.Process.RestartAsync();
        Assert.True(await IsAcceptedAsync(app, "the old secret"));
        Assert.True(await IsAcceptedAsync(app, "the new secret"));

        old.Enabled = false;
        await vault.UpdateSecretPropertiesAsync(old);
        Assert.Equal(0, await app.Process.StopAsync());
        await app.Process.RestartAsync();
        Assert.False(await IsAcceptedAsync(app, "the old secret"));
        Assert.True(await IsAcceptedAsync(app, "the new secret"));
    }

    [Fact]
    public async Task A_version_dies_at_its_time_though_it_was_read_before()
    {
        await using var app = await WatchedApp.StartAsync(new AppSetup());
        var vault = app.Process.Vault;
        await vault.SetSecretAsync(Name, "the one that stays");
        var dying = (await vault.SetSecretAsync(new KeyVaultSecret(Name, "the dying one") { Properties = { ExpiresOn = TimeProvider.System.GetUtcNow().AddSeconds(8) } })).Value;

        // The app has read nothing of this secret yet, so both versions are read now, once.
        Assert.True(await IsAcceptedAsync(app, "the dying one"));
        await Eventually.BeAsync("its death", async () => !await IsAcceptedAsync(app, "the dying one"));
        Assert.True(TimeProvider.System.GetUtcNow() >= dying.Properties.ExpiresOn!.Value.AddSeconds(-1));
        Assert.True(await IsAcceptedAsync(app, "the one that stays"));
    }

    private static async Task<bool> IsAcceptedAsync(WatchedApp app, string secret)
    {
        var person = Person.New();
        var body = HubSpotVendor.Body(HubSpotVendor.Property(person, "email", person.Email, TimeProvider.System.GetUtcNow()));
        using var answer = await new HubSpotVendor(app.Process, secret).SendAsync(body);
        return answer.IsSuccessStatusCode || (answer.StatusCode == HttpStatusCode.Unauthorized
            ? false
            : throw new InvalidOperationException($"The app answered {(int)answer.StatusCode}."));
    }
}
