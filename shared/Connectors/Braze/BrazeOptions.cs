using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Braze;

/// <summary>The <c>options</c> of a Braze source.</summary>
internal sealed record BrazeOptions
{
    private const int MaxNameLength = 100;

    /// <summary>How requests are verified. Default: the bearer token of the Current.</summary>
    public required IProof Proof { get; init; }

    /// <summary>Subscription group id to consent purpose. Default for one not named: <c>braze_{id}</c>.</summary>
    public required PurposeNames Groups { get; init; }

    /// <summary>
    /// Take the global state <c>Subscribed</c> for a yes. It is what every new profile starts with, so nobody need have said it.
    /// Default: false; <c>Opted In</c> is a yes in any case.
    /// </summary>
    public required bool SubscribedIsGranted { get; init; }

    /// <summary>Names of custom properties of events and purchases that go to the timeline. Default: none.</summary>
    public required IReadOnlyList<string> Properties { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static BrazeOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new TokenProof("Authorization", "Bearer "));
        var groups = PurposeNames.Read(options, "groups", "braze_");
        var subscribed = options.Flag("subscribedIsGranted", otherwise: false);
        var properties = options.Texts("properties", mistake: name => name.Length > MaxNameLength ? $"must be at most {MaxNameLength} characters" : null);
        options.Done();
        return proof is null || errors.All.Count > before
            ? null
            : new() { Proof = proof, Groups = groups, SubscribedIsGranted = subscribed, Properties = properties };
    }
}
