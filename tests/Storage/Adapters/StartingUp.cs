using Azure.Data.Tables;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Storage.Adapters;

public sealed class StartingUp : StoreTest
{
    private static readonly Identifier Ada = new(Identifier.Email, "ada@example.com");

    [Fact]
    public async Task Instances_that_start_at_once_hash_alike()
    {
        // Eight instances find no pepper, and each may set one.
        await Store.Table("identities").DeleteEntityAsync("in-force", "cdi-pepper");
        await Store.SecretClient.StartDeleteSecretAsync("cdi-pepper");
        await Store.SecretClient.PurgeDeletedSecretAsync("cdi-pepper");
        var instances = Enumerable.Range(0, 8).Select(_ => Store.AnotherInstance()).ToList();
        await Task.WhenAll(instances.Select(i => i.PrepareAsync()));
        var id = People.NewId();

        await instances[0].Identities.ClaimAsync(id, [Ada], None);

        foreach (var instance in instances)
        {
            Assert.Equal(id, (await instance.Identities.FindAsync([Ada], None)).GetValueOrDefault(Ada));
            await instance.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_later_version_of_the_pepper_changes_nothing()
    {
        var id = People.NewId();
        await Store.Identities.ClaimAsync(id, [Ada], None);
        await Store.SecretClient.SetSecretAsync("cdi-pepper", Convert.ToBase64String(new byte[32]));

        await using var later = Store.AnotherInstance();
        await later.PrepareAsync();

        Assert.Equal(id, (await later.Identities.FindAsync([Ada], None))[Ada]);
    }

    [Fact]
    public async Task Where_the_pepper_of_the_rows_is_gone_the_app_does_not_start_on_another()
    {
        var version = (await Store.SecretClient.GetSecretAsync("cdi-pepper")).Value.Properties;
        version.Enabled = false;
        await Store.SecretClient.UpdateSecretPropertiesAsync(version);

        await using var later = Store.AnotherInstance();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(later.PrepareAsync);

        Assert.Contains(version.Version, error.Message, StringComparison.Ordinal);
        Assert.Contains("cdi-pepper", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pepper_that_an_operator_set_is_taken()
    {
        await using var fresh = Store.WithPrefix("fresh");
        var before = (await fresh.SecretClient.GetSecretAsync("cdi-pepper")).Value.Properties.Version;

        await fresh.PrepareAsync();

        Assert.Equal(before, (await fresh.SecretClient.GetSecretAsync("cdi-pepper")).Value.Properties.Version);
        var row = (await fresh.Table("identities").GetEntityAsync<TableEntity>("in-force", "cdi-pepper")).Value;
        Assert.Equal(before, row.GetString("v"));
    }

    [Fact]
    public async Task A_secret_that_is_no_key_is_named()
    {
        await Store.SecretClient.SetSecretAsync("cdi-key-encryption", "not a key");
        Store.Time.Advance(TimeSpan.FromMinutes(1));

        await using var later = Store.AnotherInstance();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(later.PrepareAsync);

        Assert.Contains("cdi-key-encryption", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not a key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        var id = People.NewId();
        await Store.Identities.ClaimAsync(id, [Ada], None);

        await Store.PrepareAsync();

        Assert.Equal(id, (await Store.Identities.FindAsync([Ada], None))[Ada]);
    }
}
