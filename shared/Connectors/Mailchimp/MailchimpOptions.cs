using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Mailchimp;

/// <summary>The <c>options</c> of a Mailchimp source.</summary>
internal sealed record MailchimpOptions
{
    /// <summary>Where the secret stands. Default: the parameter <c>token</c> of the URL's query.</summary>
    public required IProof Proof { get; init; }

    /// <summary>Audience id to consent purpose. Default for one not named: <c>mailchimp_{id}</c>.</summary>
    public required PurposeNames Lists { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static MailchimpOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new QueryProof(ProofOptions.DefaultQuery));
        var lists = PurposeNames.Read(options, "lists", "mailchimp_");
        options.Done();
        return proof is null || errors.All.Count > before ? null : new() { Proof = proof, Lists = lists };
    }
}
