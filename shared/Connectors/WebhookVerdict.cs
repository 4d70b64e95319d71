namespace ServerlessCdi.Connectors;

/// <summary>What a signature check found. Only <see cref="Genuine"/> opens the door; the caller is never told which of the others it was.</summary>
public enum WebhookVerdict
{
    Genuine,

    /// <summary>No secret is configured for the source, so nothing can be shown to be genuine.</summary>
    NoSecret,

    /// <summary>The request carries no signature or credential.</summary>
    Missing,

    /// <summary>The signature, timestamp or credential is not of the vendor's form.</summary>
    Malformed,

    /// <summary>The signature fits none of the live secrets.</summary>
    Mismatch,

    /// <summary>The signed time is further from now than the vendor's tolerance: perhaps a replay.</summary>
    Stale,
}
