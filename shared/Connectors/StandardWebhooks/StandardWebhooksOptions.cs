using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>What the <c>options</c> of a source and of a destination may say.</summary>
internal static class StandardWebhooksOptions
{
    private const string Path = "$.options";
    private const string Convention = "standard-webhooks";
    private const string Member = "verification";

    /// <summary>How long ago or ahead a signed time may be, in seconds: what the convention's own libraries allow.</summary>
    private const int Tolerance = 300;

    /// <summary>How requests are verified, or null (reported).</summary>
    public static IProof? BindProof(SourceSettings settings, ConfigErrors errors)
    {
        var config = new ConfigObject(settings.Options, Path, errors);
        var seconds = config.Whole("toleranceSeconds", Tolerance, 1, 3600);
        var verification = config.Raw(Member);
        config.Done();
        switch (verification.ValueKind)
        {
            case JsonValueKind.Undefined:
            case JsonValueKind.String when verification.GetString() == Convention:
                return new ConventionProof(TimeSpan.FromSeconds(seconds));
            case JsonValueKind.Object:
                return ProofOptions.Bind(new(verification, config.PathOf(Member), errors));
            default:
                config.Error(Member, $$"""must be "{{Convention}}" or an object such as {"kind": "hmac", "header": …}, {"kind": "token", "header": …} or {"kind": "basic"}""");
                return null;
        }
    }

    /// <summary>Where and how profiles are told of, or null (reported).</summary>
    public static StandardWebhooksTarget? BindDelivery(DestinationSettings settings, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var config = new ConfigObject(settings.Options, Path, errors);
        var url = BindUrl(config);
        var prefix = config.Text("eventPrefix") ?? "profile";
        var batch = config.Whole("batchSize", 1, 1, 100);
        config.Done();
        if (!prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_') || prefix.Length > 64)
        {
            config.Error("eventPrefix", "must be letters, digits, _ and ., at most 64, such as profile");
        }

        if (settings.Secrets.Count == 0)
        {
            errors.Add("$.secrets", "is missing: deliveries are signed with a whsec_ or whsk_ key");
        }

        return url is null || errors.All.Count > before ? null : new(url, prefix, batch);
    }

    private static Uri? BindUrl(ConfigObject config)
    {
        if (config.Text("url", required: true) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url is { Host.Length: > 0, UserInfo: "", Fragment: "" })
        {
            return url;
        }

        config.Error("url", "must be a whole URL that starts with https:// (http:// only for this machine), without user or fragment");
        return null;
    }
}

/// <param name="EventPrefix">What the names of events begin with: <c>profile</c>.</param>
/// <param name="BatchSize">Most profiles in one call; above 1 the body holds a list.</param>
internal sealed record StandardWebhooksTarget(Uri Url, string EventPrefix, int BatchSize);
