using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Dataverse;

/// <summary>The <c>options</c> of a Dataverse source.</summary>
internal sealed record DataverseOptions
{
    /// <summary>Dataverse lets its customer name the header; this is the name that the README proposes.</summary>
    public const string DefaultHeader = "x-webhook-key";

    /// <summary>How the sender shows that it knows the key. Default: the whole value of <see cref="DefaultHeader"/>.</summary>
    public required IProof Proof { get; init; }

    /// <summary>The environment's organization id; deliveries of any other are rejected. Default: every environment that knows the key.</summary>
    public string? OrganizationId { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static DataverseOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new TokenProof(DefaultHeader, ""));
        var organizationId = options.Text("organizationId");
        options.Done();
        return proof is null || errors.All.Count > before ? null : new() { Proof = proof, OrganizationId = organizationId };
    }
}
