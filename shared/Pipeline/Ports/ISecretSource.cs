using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Secrets by name, newest first, from Key Vault through a short cache.</summary>
public interface ISecretSource
{
    /// <summary>Every live version; empty where the secret does not exist.</summary>
    ValueTask<IReadOnlyList<SecretValue>> GetAsync(string name, CancellationToken cancellationToken);
}
