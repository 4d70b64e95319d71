using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>Delivery to changes. An event that cannot be understood is set aside alone; its neighbours go on.</summary>
internal sealed class SendGridReader(string source, SendGridMapping mapping)
{
    private const int MaxNameLength = 80;
    private const int MaxEmailLength = 320;
    private const long MaxUnixSeconds = 253402300799;

    /// <summary>What an event id may consist of to be used as it is; any other is hashed.</summary>
    private static readonly SearchValues<char> PlainId =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.");

    public WebhookReading Read(WebhookRequest request)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        if (JsonBatch.Split(request.Body, elements) is { } wrong)
        {
            return WebhookReading.RejectAll(request, wrong);
        }

        var changes = new List<Change>(elements.Count);
        var ignored = new List<string>();
        var rejected = new List<RejectedPart>();
        foreach (var element in elements)
        {
            var (change, name, reason) = Take(element, request.ReceivedAt);
            if (change is not null)
            {
                changes.Add(change);
            }
            else if (name is not null)
            {
                ignored.Add(name);
            }
            else
            {
                rejected.Add(new RejectedPart(element, reason!)); // Take gives exactly one of the three
            }
        }

        return new WebhookReading { Changes = changes, Ignored = ignored, Rejected = rejected };
    }

    private (Change? Change, string? Ignored, string? Rejected) Take(ReadOnlyMemory<byte> element, DateTimeOffset receivedAt)
    {
        try
        {
            return element.Span[0] == '{' && JsonSerializer.Deserialize(element.Span, SendGridJson.Default.SendGridEvent) is { } e
                ? Take(e, element, receivedAt)
                : (null, null, "The event is not an object.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException) // the latter: text that is not Unicode
        {
            return (null, null, "The event is not of the expected form.");
        }
    }

    private (Change? Change, string? Ignored, string? Rejected) Take(SendGridEvent e, ReadOnlyMemory<byte> element, DateTimeOffset receivedAt)
    {
        if (e.Event is not { Length: > 0 } name)
        {
            return (null, null, "The event has no name.");
        }

        if (!SendGridMapping.Knows(name))
        {
            return (null, name.Length <= MaxNameLength ? name : name[..MaxNameLength], null);
        }

        if (e.Email?.Trim() is not { Length: > 0 and <= MaxEmailLength } email)
        {
            return (null, null, "The event has no email address of a sane length.");
        }

        if (e.Timestamp is not (>= 0 and <= MaxUnixSeconds))
        {
            return (null, null, "The event has no timestamp in seconds since 1970.");
        }

        return mapping.Apply(NewChange(e, email, receivedAt), e, element) is { } change
            ? (change, null, null)
            : (null, null, "The event does not say which unsubscribe group it is about.");
    }

    /// <summary>SendGrid has no key for a person but the address itself.</summary>
    private Change NewChange(SendGridEvent e, string email, DateTimeOffset receivedAt)
    {
        var known = IdentifierRules.TryNormalise(Identifier.Email, email, null, out var identifier);
        return new Change
        {
            Id = IdOf(e, email),
            Source = source,
            Record = new RecordRef("contact", known ? identifier.Value : email.ToLowerInvariant()),
            Kind = ChangeKind.Event,
            Identifiers = known ? [identifier] : [],
            OccurredAt = DateTimeOffset.FromUnixTimeSeconds(e.Timestamp!.Value), // Take has refused an event without it
            ReceivedAt = receivedAt,
        };
    }

    /// <summary>SendGrid's own id, which is the same in a redelivery; a hash of the event where it has none that can be used.</summary>
    private static string IdOf(SendGridEvent e, string email)
    {
        if (e.EventId is { Length: > 0 and <= Change.MaxIdLength } id && !id.AsSpan().ContainsAnyExcept(PlainId))
        {
            return id;
        }

        var text = $"{e.EventId}\n{e.Event}\n{email}\n{e.Timestamp}\n{e.MessageId}\n{e.GroupId}\n{e.Url}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
    }
}
