using System.Text.Json;

namespace ServerlessCdi.Connectors.Stripe;

/// <summary>The <c>options</c> of a Stripe source.</summary>
internal sealed record StripeOptions
{
    /// <summary>Takes events of test mode and sandboxes as well. Default: they are acknowledged and left.</summary>
    public bool TestMode { get; init; }

    /// <summary>Of a platform's connected accounts, the one (<c>acct_…</c>) whose events are wanted; those of any other wait in quarantine. Default: every account.</summary>
    public string? Account { get; init; }

    /// <summary>How far the signed time may be from now, in seconds, 1 to 3600. Default: 300, as Stripe's own libraries have it.</summary>
    public TimeSpan Tolerance { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static StripeOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var read = new StripeOptions
        {
            TestMode = options.Flag("testMode", otherwise: false),
            Account = options.Text("account"),
            Tolerance = TimeSpan.FromSeconds(options.Whole("toleranceSeconds", otherwise: 300, min: 1, max: 3600)),
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }
}
