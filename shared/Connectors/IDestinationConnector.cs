using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Connectors;

/// <summary>Capability: tells the vendor about profiles.</summary>
public interface IDestinationConnector : IConnector
{
    /// <summary>Makes a destination of its settings, or null with every mistake added to <paramref name="errors"/>.</summary>
    IDestination? Bind(DestinationSettings settings, ConfigErrors errors);
}

/// <summary>A configured instance. Pure: it plans calls and reads answers; the pipeline alone sends, waits and retries.</summary>
public interface IDestination
{
    /// <summary>Most profiles that one call may carry.</summary>
    int MaxBatch { get; }

    /// <summary>One call for these profiles (1 to <see cref="MaxBatch"/>).</summary>
    OutboundCall Plan(IReadOnlyList<DeliveryIntent> intents, IReadOnlyList<SecretValue> secrets, DateTimeOffset now);

    /// <summary>What the answer means for the call's profiles.</summary>
    DeliveryAnswer Read(OutboundResponse response, DateTimeOffset now);
}

public enum DeliveryIntentKind
{
    /// <summary>The destination should now know this state of the profile.</summary>
    Upsert,

    /// <summary>The profile was merged into another, which the destination is told of separately.</summary>
    Merged,

    /// <summary>The profile is gone, or may no longer be known there.</summary>
    Delete,
}

/// <summary>What one destination should know about one profile: minimised to what it may have, computed at the moment of sending.</summary>
/// <param name="Version">Grows with each state of the profile; a receiver may drop a smaller one.</param>
/// <param name="MergedInto">The survivor, for <see cref="DeliveryIntentKind.Merged"/>.</param>
public sealed record DeliveryIntent(
    DeliveryIntentKind Kind,
    ProfileId Profile,
    long Version,
    IReadOnlyDictionary<string, FieldValue> Fields,
    IReadOnlyList<Identifier> Identifiers,
    ProfileId? MergedInto = null);

/// <summary>An HTTP request to make. Header values may hold credentials: never logged.</summary>
public sealed record OutboundCall(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, string ContentType);

public sealed record OutboundResponse(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

public enum DeliveryResult
{
    /// <summary>The destination has it (2xx).</summary>
    Sent,

    /// <summary>Slow down (429, or the vendor's way of saying so): the same work again after the wait, and nothing else before it.</summary>
    Throttled,

    /// <summary>A fault that may pass (5xx, timeout, connection): again with back-off.</summary>
    Unavailable,

    /// <summary>The destination refuses this content for good (4xx): recorded as failed, not tried again until the profile changes.</summary>
    Rejected,

    /// <summary>The credentials are not accepted (401, 403): the destination pauses until they are mended.</summary>
    Unauthorized,

    /// <summary>The endpoint is gone for good (410): the destination pauses until someone enables it again.</summary>
    Gone,
}

/// <param name="RetryAfter">The wait that the vendor asked for, if it did.</param>
public sealed record DeliveryAnswer(DeliveryResult Result, TimeSpan? RetryAfter = null);
