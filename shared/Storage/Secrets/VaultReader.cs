using Azure;
using Azure.Security.KeyVault.Secrets;

namespace ServerlessCdi.Storage.Secrets;

/// <summary>Reads versions of secrets, each request counted.</summary>
internal sealed class VaultReader(SecretClient client, StoreCounters counters)
{
    /// <summary>The enabled versions that have not expired, newest first, and empty where the name does not exist.</summary>
    /// <param name="known">Versions read before, whose values are not read again: a version's value never changes.</param>
    public async Task<IReadOnlyList<SecretVersion>> ReadAsync(
        string name,
        IReadOnlyList<SecretVersion> known,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var versions = new List<SecretVersion>();
        foreach (var properties in await ListAsync(name, cancellationToken))
        {
            if (properties.ExpiresOn <= now)
            {
                continue;
            }

            var value = known.FirstOrDefault(v => v.Id == properties.Version)?.Value
                ?? await ValueAsync(name, properties.Version, cancellationToken);
            if (value is not null)
            {
                versions.Add(new(properties.Version, value, properties.CreatedOn ?? default, properties.NotBefore, properties.ExpiresOn));
            }
        }

        return versions;
    }

    /// <summary>What is known of the enabled versions, newest first.</summary>
    public async Task<IReadOnlyList<SecretProperties>> ListAsync(string name, CancellationToken cancellationToken)
    {
        var versions = new List<SecretProperties>();
        try
        {
            await foreach (var page in client.GetPropertiesOfSecretVersionsAsync(name, cancellationToken).AsPages())
            {
                counters.SecretRead();
                versions.AddRange(page.Values.Where(v => v.Enabled != false));
            }
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return [];
        }

        // Creation times are whole seconds: of two in one second the one listed later is taken as the newer.
        versions.Reverse();
        return [.. versions.OrderByDescending(v => v.CreatedOn ?? default)];
    }

    /// <summary>The value of one version, or null where it is gone or disabled.</summary>
    public async Task<string?> ValueAsync(string name, string version, CancellationToken cancellationToken)
    {
        counters.SecretRead();
        try
        {
            return (await client.GetSecretAsync(name, version, cancellationToken)).Value.Value;
        }
        catch (RequestFailedException refused) when (refused.Status == 404 || (refused.Status == 403 && IsDisabled(refused)))
        {
            return null;
        }
    }

    public async Task SetAsync(string name, string value, CancellationToken cancellationToken)
    {
        var secret = new KeyVaultSecret(name, value);
        secret.Properties.ContentType = "base64";
        await client.SetSecretAsync(secret, cancellationToken);
    }

    /// <summary>A version of a secret that a vendor made.</summary>
    public Task AddAsync(string name, string value, CancellationToken cancellationToken) => client.SetSecretAsync(name, value, cancellationToken);

    // A vault that forbids the caller answers 403 too, and that is no fact about the secret.
    private static bool IsDisabled(RequestFailedException refused) => refused.Message.Contains("disabled", StringComparison.OrdinalIgnoreCase);
}
