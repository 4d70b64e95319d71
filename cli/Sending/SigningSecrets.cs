using Azure;
using Azure.Security.KeyVault.Secrets;
using ServerlessCdi.Connectors;
using ServerlessCdi.Embedded.KeyVault;

namespace ServerlessCdi.Cli.Sending;

/// <summary>Finds the secret that signs as a source's vendor would: in an environment variable, or in the local app's vault.</summary>
internal sealed class SigningSecrets(CliContext context)
{
    /// <summary>Beside a public key that verifies, the vault of a trial keeps the private key that signs, under this ending.</summary>
    private const string SigningTwin = "-sample-signing";

    public SigningSecret FromEnvironment(string variable) =>
        context.Host.Environment(variable) is { Length: > 0 } value
            ? new SigningSecret(value)
            : throw new CliFailure($"The environment variable {variable} is not set.", ExitCodes.Usage);

    /// <param name="source">Names the secrets that may sign.</param>
    /// <param name="signer">Makes a secret where the vault has none.</param>
    /// <param name="store">False: a secret that had to be made is not kept (a dry run).</param>
    /// <param name="cancellationToken">Ends the wait for the vault.</param>
    public async Task<SigningSecret> FromVaultAsync(
        SourceSettings source,
        ISampleSigner signer,
        bool store,
        CancellationToken cancellationToken)
    {
        if (!context.BaseUrl.IsLoopback)
        {
            throw new CliFailure(
                $"{context.BaseUrl} is not this machine, so its secrets are not in {context.DataFolder}: "
                + "put the signing secret into an environment variable and name it with --secret-env.",
                ExitCodes.Usage);
        }

        if (source.Secrets.Count == 0)
        {
            throw new CliFailure($"The source {source.Key} names no secret in its configuration, so the app refuses everything that is sent to it.");
        }

        var minted = signer.MintSecret();
        var vault = OpenVault();
        var isShared = minted.Signing == minted.Verifying;
        foreach (var name in source.Secrets)
        {
            if (await FindAsync(vault, isShared ? name : name + SigningTwin, cancellationToken) is { } signing)
            {
                return new SigningSecret(signing);
            }

            if (!isShared && await FindAsync(vault, name, cancellationToken) is not null)
            {
                throw new CliFailure(
                    $"The vault holds a public key in '{name}', and only the owner of its private key can sign: give that with --secret-env.");
            }
        }

        return await KeepAsync(vault, source, minted, store, cancellationToken);
    }

    private static async Task<SigningSecret> KeepAsync(
        SecretClient vault,
        SourceSettings source,
        SampleSecret minted,
        bool store,
        CancellationToken cancellationToken)
    {
        var name = source.Secrets[0];
        if (!store)
        {
            return new SigningSecret(minted.Signing, $"The vault has no secret '{name}': signed with a made-up one that is not kept.");
        }

        if (minted.Signing != minted.Verifying)
        {
            await vault.SetSecretAsync(name + SigningTwin, minted.Signing, cancellationToken);
        }

        await vault.SetSecretAsync(name, minted.Verifying, cancellationToken);
        return new SigningSecret(minted.Signing, $"The vault had no secret '{name}': made a random one and stored it there.");
    }

    private SecretClient OpenVault()
    {
        if (!Directory.Exists(context.DataFolder))
        {
            throw new CliFailure(
                $"There is no data folder {context.DataFolder}: start the app first, or name its folder with --data, or the secret with --secret-env.");
        }

        try
        {
            return EmbeddedVault.CreateClient(context.DataFolder, context.Host.Time);
        }
        catch (Exception closed) when (closed is InvalidOperationException or UnauthorizedAccessException or IOException)
        {
            throw new CliFailure($"The app's vault cannot be opened: {closed.Message}");
        }
    }

    private static async Task<string?> FindAsync(SecretClient vault, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await vault.GetSecretAsync(name, cancellationToken: cancellationToken)).Value.Value;
        }
        catch (RequestFailedException missing) when (missing.Status is 404 or 403)
        {
            return null;
        }
    }
}
