using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Klaviyo;

/// <summary>The <c>options</c> of a Klaviyo source.</summary>
internal sealed record KlaviyoOptions
{
    private const int DefaultToleranceMinutes = 1440;
    private const int MaxToleranceMinutes = 2880;

    /// <summary>
    /// How requests are verified. Default: the signature of system webhooks, whose time may be <c>toleranceMinutes</c> from now
    /// (default 1440, at most 2880, zero for any; the figure is ours). Flow webhooks are not signed, and take a credential.
    /// </summary>
    public required IProof Proof { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static KlaviyoOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var tolerance = options.Whole("toleranceMinutes", DefaultToleranceMinutes, 0, MaxToleranceMinutes);
        var proof = ProofOptions.BindCredential(options, errors, new KlaviyoProof(TimeSpan.FromMinutes(tolerance)));
        options.Done();
        return proof is null || errors.All.Count > before ? null : new() { Proof = proof };
    }
}
