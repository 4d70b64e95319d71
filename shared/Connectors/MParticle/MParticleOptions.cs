using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.MParticle;

/// <summary>The <c>options</c> of an mParticle source.</summary>
internal sealed record MParticleOptions
{
    /// <summary>How the sender shows that it knows the secret. Default: HTTP Basic.</summary>
    public required IProof Proof { get; init; }

    /// <summary>
    /// What the GDPR purposes mean. Default for one not named: a purpose of its name, for every channel.
    /// <c>data_sale_opt_out</c> and <c>opt_out</c> may be named too.
    /// </summary>
    public required PurposeMap Purposes { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static MParticleOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new BasicProof());
        var purposes = PurposeMap.Read(options);
        options.Done();
        return proof is null || errors.All.Count > before ? null : new() { Proof = proof, Purposes = purposes };
    }
}
