using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>What one destination should be told of one person now. Pure: golden, what it was last told, and the rules.</summary>
internal sealed record DeliveryDecision(DeliveryIntent? Intent, string Hash, DeliveryOutcome Outcome, string? Reason)
{
    /// <param name="withheld">Fields and identifiers that the destination never gets.</param>
    public static DeliveryDecision Of(Profile? profile, SentState? sent, DestinationSettings destination, IReadOnlyDictionary<string, string> withheld)
    {
        if (profile is null)
        {
            return Settled(DeliveryOutcome.Unchanged, "nothing is stored of the person yet");
        }

        var knows = sent is { Hash: not "" };
        switch (profile.Status)
        {
            case ProfileStatus.Splitting or ProfileStatus.Restoring:
                return Settled(DeliveryOutcome.Unchanged, "the person is being taken apart, and the destination is told when that is done");
            case ProfileStatus.Active when !profile.IsPerson:
                return Settled(DeliveryOutcome.Unchanged, "no contact record is there, so it is no person yet");
            case ProfileStatus.Active when Refusal(profile.Golden, destination.Consent) is { } rule:
                return Settled(DeliveryOutcome.Withheld, rule);
            case ProfileStatus.Active:
                var intent = Upsert(profile, destination, withheld);
                var hash = HashOf(intent);
                return sent?.Hash == hash ? Settled(DeliveryOutcome.Unchanged, null) : new(intent, hash, DeliveryOutcome.Sent, null);
            case var _ when !knows:
                return Settled(DeliveryOutcome.Unchanged, "the destination was never told of the person");
            case ProfileStatus.Merging or ProfileStatus.Merged:
                return new(Bare(DeliveryIntentKind.Merged, profile), "", DeliveryOutcome.Sent, null);
            default:
                return new(Bare(DeliveryIntentKind.Delete, profile), "", DeliveryOutcome.Sent, null);
        }
    }

    /// <summary>Hashes by which the destination's own report of these fields will be known as an echo.</summary>
    public static IReadOnlyList<string> EchoesOf(DeliveryIntent intent) => [.. intent.Fields.Select(f => Echo.Of(f.Key, f.Value))];

    private static DeliveryDecision Settled(DeliveryOutcome outcome, string? reason) => new(null, "", outcome, reason);

    private static string? Refusal(Golden golden, ConsentNeed? need)
    {
        if (need is null)
        {
            return null;
        }

        var state = ConsentDecisions.InForce(golden, need.Purpose, need.Channel);
        return state == ConsentState.Granted ? null : $"consent for {need.Purpose} by {need.Channel} is {state}";
    }

    private static DeliveryIntent Upsert(Profile profile, DestinationSettings destination, IReadOnlyDictionary<string, string> withheld)
    {
        var fields = new SortedDictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var name in destination.Fields)
        {
            if (profile.Golden.Fields.TryGetValue(name, out var field) && !withheld.ContainsKey(name))
            {
                fields[name] = field.Value;
            }
        }

        var identifiers = profile.Golden.Identifiers.Where(i => destination.Identifiers.Contains(i.Type) && !withheld.ContainsKey(i.Type)).ToList();
        return new(DeliveryIntentKind.Upsert, profile.Id, profile.Version, fields, identifiers);
    }

    private static DeliveryIntent Bare(DeliveryIntentKind kind, Profile profile) =>
        new(kind, profile.Id, profile.Version, new Dictionary<string, FieldValue>(), [], profile.MergedInto);

    private static string HashOf(DeliveryIntent intent)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in intent.Fields)
        {
            text.Append(name).Append('=').Append(value.Json).Append('\n');
        }

        foreach (var identifier in intent.Identifiers)
        {
            text.Append(identifier.Type).Append(':').Append(identifier.Value).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
