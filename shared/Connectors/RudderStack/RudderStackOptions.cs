using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.RudderStack;

/// <summary>The <c>options</c> of a source of RudderStack's webhooks.</summary>
internal sealed record RudderStackOptions
{
    /// <summary>How the sender shows that it knows the secret. Default: <c>Authorization: Bearer</c>.</summary>
    public required IProof Proof { get; init; }

    /// <summary>What the ids of the consent manager mean. Default for one not named: a purpose of its name, for every channel.</summary>
    public required PurposeMap Purposes { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static RudderStackOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new TokenProof("Authorization", "Bearer "));
        var purposes = PurposeMap.Read(options);
        options.Done();
        return proof is null || errors.All.Count > before ? null : new() { Proof = proof, Purposes = purposes };
    }
}
