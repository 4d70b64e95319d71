namespace ServerlessCdi.Connectors;

/// <summary>One vendor. What it can do shows in the capability interfaces that it implements beside this one.</summary>
public interface IConnector
{
    ConnectorManifest Manifest { get; }
}

/// <summary>Capability: takes the vendor's webhooks in.</summary>
public interface IWebhookConnector : IConnector
{
    /// <summary>
    /// Makes a source of its settings, or null with every mistake added to <paramref name="errors"/>.
    /// The returned source is immutable and used by many requests at once.
    /// </summary>
    IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors);
}

/// <summary>A configured instance of a <see cref="IWebhookConnector"/>. Pure: no I/O, no clock.</summary>
public interface IWebhookSource
{
    /// <summary>Largest body that is read, in bytes; a longer one is answered 413.</summary>
    int MaxBodyBytes => 1024 * 1024;

    /// <summary>
    /// Headers beside the body that <see cref="Read"/> looks at (the event's name, say). Their values wait in quarantine with a
    /// part that could not be read, sealed, and are there again when it is replayed. Never a credential or a signature: a
    /// replay is not verified. Leave out what changes with every attempt (a signed time), or each redelivery is another item.
    /// </summary>
    IReadOnlyList<string> ReplayHeaders => [];

    /// <summary>What the source's mapping says of its canonical fields, one entry a field.</summary>
    IReadOnlyList<FieldUse> Fields => [];

    /// <summary>What the source's mapping reads of its records; empty where the connector has no mapping to tell of.</summary>
    IReadOnlyList<MappedPath> Paths => [];

    /// <summary>Is the request genuine under any of the live secrets? Must not throw, whatever the bytes.</summary>
    WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now);

    /// <summary>Turns a verified request into changes. Must not throw, whatever the bytes.</summary>
    WebhookReading Read(WebhookRequest request);

    /// <summary>What the vendor needs to hear once the reading is safely on the queue.</summary>
    WebhookAnswer Accepted(WebhookReading reading) => WebhookAnswer.Ok;
}

/// <summary>Capability of a source: answers the vendor's set-up probe (such as a GET) without a body's worth of proof.</summary>
public interface IWebhookHandshake
{
    /// <summary>The answer to a probe, or null when the request is not one.</summary>
    WebhookAnswer? Handshake(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now);
}

/// <summary>Capability: the source is found by the credential in the request, not by its name in the URL (a write key).</summary>
public interface ITrackingConnector : IWebhookConnector;

/// <summary>Capability: signs samples as the vendor would, for trying a source out and for tests.</summary>
public interface ISampleSigner
{
    /// <summary>The route that samples go to, relative to the app's base URL: <c>hooks/{source}</c> by default.</summary>
    string SampleRoute(string source, string sample) => $"hooks/{source}";

    /// <summary>Makes a secret that the vendor might have issued: what verifies, and what signs (the same text for HMAC).</summary>
    SampleSecret MintSecret();

    /// <summary>The request with the credential in it, for vendors that put theirs into the URL or the body instead of a header.</summary>
    SampleRequest Prepare(SampleRequest request, string signingSecret) => request;

    /// <summary>The headers that the vendor would send with this body.</summary>
    IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now);
}

public sealed record SampleSecret(string Verifying, string Signing);

/// <summary>A sample about to be sent.</summary>
/// <param name="MessageId">For conventions that sign an id.</param>
/// <param name="Sample">The sample's name, for vendors that name the event outside of the body; may be empty.</param>
public sealed record SampleRequest(string Method, Uri Url, ReadOnlyMemory<byte> Body, string MessageId, string Sample = "");
