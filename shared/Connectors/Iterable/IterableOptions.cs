using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Iterable;

/// <summary>The <c>options</c> of an Iterable source.</summary>
internal sealed record IterableOptions
{
    /// <summary>How requests are verified. Default: HTTP Basic, the secret being <c>user:password</c>.</summary>
    public required IProof Proof { get; init; }

    /// <summary>Message channel id to consent purpose. Default for one not named: <c>iterable_channel_{id}</c>.</summary>
    public required PurposeNames Channels { get; init; }

    /// <summary>Message type id to consent purpose. Default for one not named: <c>iterable_type_{id}</c>.</summary>
    public required PurposeNames MessageTypes { get; init; }

    /// <summary>List id to consent purpose. Default for one not named: <c>iterable_list_{id}</c>.</summary>
    public required PurposeNames Lists { get; init; }

    /// <summary>The project identifies its users by <c>userId</c>, and not by their address. Default: false.</summary>
    public required bool KeyIsUserId { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static IterableOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new BasicProof());
        var channels = PurposeNames.Read(options, "channels", "iterable_channel_");
        var types = PurposeNames.Read(options, "messageTypes", "iterable_type_");
        var lists = PurposeNames.Read(options, "lists", "iterable_list_");
        var key = options.OneOf("key", "email", "userId");
        options.Done();
        return proof is null || errors.All.Count > before
            ? null
            : new() { Proof = proof, Channels = channels, MessageTypes = types, Lists = lists, KeyIsUserId = key == "userId" };
    }
}
