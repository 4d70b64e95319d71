namespace ServerlessCdi.Tests.Vault;

public sealed class ListingSecrets : IDisposable
{
    private readonly VaultFolder _vault = new();

    [Fact]
    public async Task Every_secret_is_listed_once_over_several_pages_without_its_value()
    {
        var names = Enumerable.Range(0, 60).Select(i => $"secret-{i:00}").ToList();
        foreach (var name in names)
        {
            await _vault.Client.SetSecretAsync(name, "v");
        }

        await _vault.Client.SetSecretAsync("secret-30", "second version");
        var pages = _vault.Client.GetPropertiesOfSecrets().AsPages().ToList();

        Assert.Equal([25, 25, 10], pages.Select(p => p.Values.Count));
        Assert.Equal(names, pages.SelectMany(p => p.Values).Select(s => s.Name));
        Assert.DoesNotContain("second version", pages[1].GetRawResponse().Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_version_is_listed_once_over_several_pages()
    {
        var versions = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            versions.Add((await _vault.Client.SetSecretAsync("many", $"{i}")).Value.Properties.Version);
        }

        await _vault.Client.SetSecretAsync("other", "x");
        var listed = new List<string>();
        await foreach (var version in _vault.Client.GetPropertiesOfSecretVersionsAsync("many"))
        {
            listed.Add(version.Version);
        }

        Assert.Equal(versions, listed);
    }

    [Fact]
    public void The_versions_of_a_name_that_nobody_set_are_an_empty_list() =>
        Assert.Empty(_vault.Client.GetPropertiesOfSecretVersions("absent"));

    [Fact]
    public async Task A_disabled_secret_is_listed_as_disabled()
    {
        var secret = (await _vault.Client.SetSecretAsync("off", "x")).Value;
        secret.Properties.Enabled = false;
        await _vault.Client.UpdateSecretPropertiesAsync(secret.Properties);

        Assert.False(Assert.Single(_vault.Client.GetPropertiesOfSecrets()).Enabled);
    }

    public void Dispose() => _vault.Dispose();
}
