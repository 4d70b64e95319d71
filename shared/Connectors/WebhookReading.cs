using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors;

/// <summary>
/// What a genuine payload says. Changes, ignored events and rejected parts together account for the whole of it;
/// a <see cref="Refusal"/> instead answers the caller and keeps nothing (for APIs whose clients expect to be told).
/// </summary>
public sealed record WebhookReading
{
    public static WebhookReading Empty { get; } = new();

    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Genuine events that are not wanted here, by name: acknowledged, counted, dropped.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Parts that could not be understood: acknowledged and quarantined.</summary>
    public IReadOnlyList<RejectedPart> Rejected { get; init; } = [];

    /// <summary>How the payload differs from the source's contract: counted and shown, whatever becomes of its parts.</summary>
    public IReadOnlyList<ContractFinding> Drift { get; init; } = [];

    public WebhookAnswer? Refusal { get; init; }

    /// <summary>The whole payload, which could not be understood.</summary>
    public static WebhookReading RejectAll(WebhookRequest request, string reason) =>
        new() { Rejected = [new RejectedPart(request.Body, reason)] };

    public static WebhookReading Refuse(int status, string title, string detail) =>
        new() { Refusal = WebhookAnswer.Problem(status, title, detail) };
}

/// <summary>A part of a payload that waits in quarantine, until the same reader is given it as a request of its own.</summary>
/// <param name="Raw">The part's bytes as they came, unpacked where the reader has unpacked the body.</param>
/// <param name="Reason">What is wrong and where; never quotes the payload's values.</param>
/// <param name="Code">What kind of fault it is: one of <see cref="QuarantineCodes"/>.</param>
/// <param name="Path">The URL's path that makes a request of this part alone, such as <c>/v1/identify</c> for an element of a batch; null: the request's own.</param>
/// <param name="Index">The part's place in its batch, where its change's id or its meaning hangs on it; comes back as <see cref="WebhookRequest.Index"/>.</param>
public sealed record RejectedPart(
    ReadOnlyMemory<byte> Raw,
    string Reason,
    string Code = QuarantineCodes.Unreadable,
    string? Path = null,
    int? Index = null);
