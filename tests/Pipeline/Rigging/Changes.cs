using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>Changes in a line each.</summary>
internal static class Changes
{
    public const string Crm = "crm";
    public const string Shop = "shop";
    public const string Mail = "mail";

    public static IReadOnlyList<string> Sources { get; } = [Crm, Shop, Mail];

    public static DateTimeOffset At(int second) => Rig.Start.AddSeconds(second);

    public static Change Of(string source, string key, string id, int second = 0) => new()
    {
        Id = id,
        Source = source,
        Record = new("contact", key),
        Kind = ChangeKind.Upsert,
        OccurredAt = At(second),
        ReceivedAt = At(second),
    };

    /// <summary>Of a record that is no contact: a deal, an order, a company.</summary>
    public static Change Hanging(string source, string @object, string key, string id, int second = 0) =>
        Of(source, key, id, second) with { Record = new(@object, key) };

    public static Change Contact(this Change change, string source, string key) =>
        change with { Identifiers = [.. change.Identifiers, Identifier.External(source, "contact", key)] };

    public static Change Email(this Change change, string email) => change with { Identifiers = [.. change.Identifiers, new(Identifier.Email, email)] };

    public static Change Browsing(this Change change, string browser) =>
        change with { Identifiers = [.. change.Identifiers, new(Identifier.AnonymousId, browser)] };

    public static Change Field(this Change change, string name, string value) => change with { Fields = [.. change.Fields, new(name, FieldValue.Text(value))] };

    public static Change Consent(this Change change, ConsentState state) => change with { Consents = [new("marketing", "email", state)] };

    public static Change Deleted(this Change change, bool privacy) => change with { Kind = ChangeKind.Delete, Privacy = privacy };

    public static Change Absorbing(this Change change, params string[] keys) => change with { Kind = ChangeKind.Merge, MergedKeys = keys };

    public static Change Happened(this Change change, string name) => change with { Kind = ChangeKind.Event, Event = new(name, FieldValue.Null) };
}
