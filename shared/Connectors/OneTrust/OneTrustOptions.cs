using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.OneTrust;

/// <summary>The <c>options</c> of a OneTrust source.</summary>
internal sealed record OneTrustOptions
{
    /// <summary>The event "data subject's consent changed".</summary>
    private const string ConsentChanged = "3010";

    /// <summary>How the sender shows that it knows the secret. Default: <c>Authorization: Bearer</c>.</summary>
    public required IProof Proof { get; init; }

    /// <summary>
    /// What the purposes mean, by id or name. Default for one not named: <c>onetrust_{purposeId}</c>, for every channel. Topics and
    /// options of custom preferences are taken only where they are named here.
    /// </summary>
    public required PurposeMap Purposes { get; init; }

    /// <summary>The workflow events that are wanted; a message without one is. Default: 3010.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static OneTrustOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new TokenProof("Authorization", "Bearer "));
        var purposes = PurposeMap.Read(options);
        var types = options.Texts("eventTypes");
        options.Done();
        return proof is null || errors.All.Count > before
            ? null
            : new() { Proof = proof, Purposes = purposes, EventTypes = types.Count == 0 ? [ConsentChanged] : types };
    }
}
