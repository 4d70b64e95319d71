using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;
using ServerlessCdi.Connectors.TrackEvents;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.TrustArc;

/// <summary>A callback says that a request or somebody's consent has changed; what it now is has to be fetched.</summary>
internal sealed class TrustArcReader(TrustArcOptions options, VendorMapping mapping, string? region) : IEventReader
{
    /// <summary>What tells which change it was, beside ids.</summary>
    private static readonly string[] Kept = ["eventType", "event", "type", "status", "requestStatus", "requestType", "residentOf"];

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        if (SafeProperties.NestsTooDeep(e.Element))
        {
            return "the callback nests too deep to be kept";
        }

        var place = new MappingItem(e.Payload, e.Element);
        var request = options.Request.Read(place).Scalar;
        var subject = options.Subject.Read(place).Scalar;
        if (string.IsNullOrWhiteSpace(request) && string.IsNullOrWhiteSpace(subject))
        {
            return "the callback names no request and no data subject where options.paths look for them";
        }

        var isRequest = !string.IsNullOrWhiteSpace(request);
        var email = IdentifierRules.TryNormalise(Identifier.Email, options.Email.Read(place).Scalar, region, out var found) ? found : (Identifier?)null;
        return mapping.Map(
            new()
            {
                Object = isRequest ? "privacy_request" : "contact",
                Key = isRequest ? request : subject,
                Kind = ChangeKind.Event,
                OccurredAt = Time(options.OccurredAt.Read(place).Scalar),
                Fields = e.Element,
                IsPartial = true,
                // A request need not be its subject's own, and says so only where it is fetched.
                Identifiers = !isRequest && email is { } known ? [known] : [],
                Event = new EventDetail(isRequest ? "privacy_request_changed" : "consent_changed", Properties(e.Element)),
            },
            e,
            parts);
    }

    private static DateTimeOffset? Time(string? text) => text is null ? null : VendorTime.Iso(text) ?? SignedTime.UnixMilliseconds(text);

    /// <summary>The ids, which the fetch will need, and what happened. Of a body whose form nobody knows no more is taken.</summary>
    private static FieldValue Properties(JsonElement callback) => SafeProperties.Of(
        SafeProperties.Members(callback)
            .Concat(SafeProperties.Members(callback.Member("data"u8)))
            .Concat(SafeProperties.Members(callback.Member("payload"u8)))
            .Where(m => IsScalar(m.Value) && (Kept.Contains(m.Name) || m.Name is "id" || m.Name.EndsWith("Id", StringComparison.Ordinal))));

    private static bool IsScalar(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
}
