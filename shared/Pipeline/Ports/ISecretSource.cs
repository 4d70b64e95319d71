using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Secrets by name, newest first, from Key Vault through a short cache.</summary>
public interface ISecretSource
{
    /// <summary>Every live version; empty where the secret does not exist.</summary>
    ValueTask<IReadOnlyList<SecretValue>> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds a version to those that are live. This instance sees it at once, others when they next look.</summary>
    ValueTask AddAsync(string name, SecretValue version, CancellationToken cancellationToken);
}
