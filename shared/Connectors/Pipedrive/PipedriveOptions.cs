using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Pipedrive;

/// <summary>The <c>options</c> of a Pipedrive source.</summary>
internal sealed record PipedriveOptions
{
    /// <summary>How the sender shows that it knows the secret. Default: HTTP Basic, the one way that Pipedrive offers.</summary>
    public required IProof Proof { get; init; }

    /// <summary>The id of the company's account; deliveries of any other are rejected. Default: every account that knows the password.</summary>
    public string? CompanyId { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static PipedriveOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new BasicProof());
        var companyId = options.Text("companyId");
        options.Done();
        return proof is null || errors.All.Count > before ? null : new() { Proof = proof, CompanyId = companyId };
    }
}
