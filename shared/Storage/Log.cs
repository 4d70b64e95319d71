using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Storage;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "The vault does not answer for secret {Entry}: the versions known so far keep serving")]
    public static partial void VaultFailed(ILogger logger, Exception exception, string entry);

    [LoggerMessage(6002, LogLevel.Information, "Secret {Entry} did not exist and was generated")]
    public static partial void SecretGenerated(ILogger logger, string entry);

    [LoggerMessage(6003, LogLevel.Information, "Version {Version} of secret {Entry} is in force for the keyed hashes of this store")]
    public static partial void PepperInForce(ILogger logger, string entry, string version);
}
