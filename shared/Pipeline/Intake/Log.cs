using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Intake;

/// <summary>Intake: events 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "A webhook for a source that is not configured was refused.")]
    public static partial void UnknownSource(ILogger logger);

    [LoggerMessage(1002, LogLevel.Warning, "Source {Source} refused a webhook: {Verdict}.")]
    public static partial void Refused(ILogger logger, string source, WebhookVerdict verdict);

    [LoggerMessage(1003, LogLevel.Error, "Source {Source} refuses everything: Key Vault has no live version of {SecretNames}.")]
    public static partial void NoSecret(ILogger logger, string source, string secretNames);

    [LoggerMessage(1004, LogLevel.Warning, "A tracking call was refused: {Verdict}.")]
    public static partial void TrackingRefused(ILogger logger, WebhookVerdict verdict);

    [LoggerMessage(1005, LogLevel.Warning, "Source {Source}: a part of a genuine payload waits in quarantine as {ItemId}: {Reason}")]
    public static partial void Quarantined(ILogger logger, string source, string itemId, string reason);

    [LoggerMessage(1006, LogLevel.Debug, "Source {Source}: ignored {EventType}.")]
    public static partial void Ignored(ILogger logger, string source, string eventType);

    [LoggerMessage(1010, LogLevel.Information, "Source {Source}: a handshake brought a new version of the secret {SecretName}.")]
    public static partial void SecretHandedOver(ILogger logger, string source, string secretName);
}
