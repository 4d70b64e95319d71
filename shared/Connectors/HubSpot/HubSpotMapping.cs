using System.Collections.Frozen;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>What a HubSpot property is called here, and what its value means.</summary>
internal sealed class HubSpotMapping(HubSpotOptions options, string? region)
{
    /// <summary>A property that the table does not know keeps its name behind this.</summary>
    private const string UnknownPrefix = "hubspot_";

    private const string OptOut = "hs_email_optout";

    /// <summary>HubSpot sends this in place of a sensitive property's value.</summary>
    private const string Redacted = "REDACTED";

    private static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>
    {
        ["email"] = "email",
        ["firstname"] = "firstName",
        ["lastname"] = "lastName",
        ["salutation"] = "salutation",
        ["phone"] = "phone",
        ["mobilephone"] = "mobilePhone",
        ["company"] = "company",
        ["jobtitle"] = "jobTitle",
        ["industry"] = "industry",
        ["address"] = "address",
        ["city"] = "city",
        ["state"] = "state",
        ["zip"] = "postalCode",
        ["country"] = "country",
        ["website"] = "website",
        ["gender"] = "gender",
        ["date_of_birth"] = "dateOfBirth",
        ["lifecyclestage"] = "lifecycleStage",
        ["hs_lead_status"] = "leadStatus",
        ["hs_language"] = "language",
        ["hs_timezone"] = "timeZone",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _fields = options.Fields.Count == 0
        ? Table
        : Table.Where(known => !options.Fields.ContainsKey(known.Key)).Concat(options.Fields).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Adds to the change what the event says of its property.</summary>
    public Change Apply(Change change, HubSpotEvent e, string property, string value)
    {
        if (e.IsSensitive == true || value == Redacted)
        {
            return change;
        }

        if (PurposeOf(property) is { } purpose)
        {
            return value.Equals("true", StringComparison.OrdinalIgnoreCase) ? Withdrawn(change, e, property, purpose) : change;
        }

        var name = _fields.TryGetValue(property, out var known) ? known : UnknownPrefix + property;
        return IdentifierTypeOf(name) is { } type ? WithIdentifier(change, name, type, value) : change with { Fields = [new(name, ValueOf(value))] };
    }

    /// <summary>
    /// The purpose that an opt-out property speaks of, or null for any other property. Only "opted out" is a statement: that
    /// the mark was taken off does not say that the person agreed to anything.
    /// </summary>
    private string? PurposeOf(string property)
    {
        if (!property.StartsWith(OptOut, StringComparison.Ordinal))
        {
            return null;
        }

        if (property.Length == OptOut.Length)
        {
            return "marketing";
        }

        if (property[OptOut.Length] != '_')
        {
            return null;
        }

        var id = property[(OptOut.Length + 1)..];
        return options.Subscriptions.TryGetValue(id, out var named) ? named : $"hubspot_subscription_{id}";
    }

    private static Change Withdrawn(Change change, HubSpotEvent e, string property, string purpose) => change with
    {
        Kind = ChangeKind.Consent,
        Consents = [new(purpose, "email", ConsentState.Withdrawn, Evidence: $"HubSpot {property}=true, event {e.EventId}, by {e.ChangeSource ?? "unknown"}")],
    };

    private Change WithIdentifier(Change change, string name, string type, string value)
    {
        if (IdentifierRules.TryNormalise(type, value, region, out var identifier))
        {
            return change with { Identifiers = [identifier], Fields = [new(name, FieldValue.Text(identifier.Value))] };
        }

        return change with { Fields = [new(name, ValueOf(value.Trim()))] };
    }

    /// <summary>HubSpot sends empty text when a property is cleared.</summary>
    private static FieldValue ValueOf(string value) => value.Length == 0 ? FieldValue.Null : FieldValue.Text(value);

    private static string? IdentifierTypeOf(string field) => field switch
    {
        "email" => Identifier.Email,
        "phone" or "mobilePhone" => Identifier.Phone,
        _ => null,
    };
}
