using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>
/// The opt-out properties, which are HubSpot's only news of consent. Only "opted out" is a statement: that the mark was
/// taken off does not say that the person agreed to anything.
/// </summary>
internal sealed class HubSpotConsents(HubSpotOptions options)
{
    private const string OptOut = "hs_email_optout";

    public static bool IsAbout(string property) =>
        property.StartsWith(OptOut, StringComparison.Ordinal) && (property.Length == OptOut.Length || property[OptOut.Length] == '_');

    public SourceItem Apply(SourceItem item, in HubSpotEvent said, string property, string value) =>
        !value.Equals("true", StringComparison.OrdinalIgnoreCase) ? item : item with
        {
            Kind = ChangeKind.Consent,
            Consents =
            [
                new(
                    PurposeOf(property),
                    "email",
                    ConsentState.Withdrawn,
                    Evidence: $"HubSpot {property}=true, event {said.EventId}, by {said.ChangeSource ?? "unknown"}"),
            ],
        };

    private string PurposeOf(string property)
    {
        if (property.Length == OptOut.Length)
        {
            return "marketing";
        }

        var id = property[(OptOut.Length + 1)..];
        return options.Subscriptions.TryGetValue(id, out var named) ? named : $"hubspot_subscription_{id}";
    }
}
