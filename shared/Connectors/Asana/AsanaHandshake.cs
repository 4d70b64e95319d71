using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Asana;

/// <summary>
/// While a hook is made, Asana posts the secret that it will sign with and wants to see it in the answer. Nothing proves that
/// request: whoever may bring a secret can sign with it from then on. So one that is new is taken only while the source
/// says so, and is stored before it is echoed (https://developers.asana.com/docs/webhooks-guide, seen 2026-11-22).
/// </summary>
internal static class AsanaHandshake
{
    public const string Header = "X-Hook-Secret";

    /// <summary>Each hook has a secret of its own; more than these in one source are more than anybody means.</summary>
    private const int MaxSecrets = 50;
    private const int MinLength = 16;
    private const int MaxLength = 256;

    /// <returns>Null where the request is no handshake, or none that is allowed.</returns>
    public static WebhookAnswer? Answer(WebhookRequest request, IReadOnlyList<SecretValue> secrets, AsanaOptions options, DateTimeOffset now)
    {
        if (request.Method != "POST" || request.Header(Header) is not { Length: >= MinLength and <= MaxLength } secret || !secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=' or '+' or '/'))
        {
            return null;
        }

        var echo = new WebhookAnswer(200) { Headers = new Dictionary<string, string> { [Header] = secret } };
        if (SecretCheck.MatchesAny(secret, secrets))
        {
            return echo;
        }

        return options.AcceptHandshakeUntil > now && secrets.Count < MaxSecrets ? echo with { NewSecret = new(secret) } : null;
    }
}
