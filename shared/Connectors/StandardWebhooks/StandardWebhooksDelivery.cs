using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>Tells a receiver of profiles with signed POSTs.</summary>
internal sealed class StandardWebhooksDelivery(StandardWebhooksTarget target) : IDestination
{
    public int MaxBatch => target.BatchSize;

    public OutboundCall Plan(IReadOnlyList<DeliveryIntent> intents, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        var body = target.BatchSize == 1
            ? StandardWebhooksBody.Single(target.EventPrefix, intents[0], now)
            : StandardWebhooksBody.Batch(target.EventPrefix, intents, now);
        var id = target.BatchSize == 1 ? IdOf(intents[0]) : IdOf(intents);
        return new("POST", target.Url, StandardWebhooksSignature.Sign(secrets, id, body, now), body, "application/json");
    }

    public DeliveryAnswer Read(OutboundResponse response, DateTimeOffset now) => response.Status switch
    {
        >= 200 and <= 299 => new(DeliveryResult.Sent),
        401 or 403 => new(DeliveryResult.Unauthorized),
        410 => new(DeliveryResult.Gone),
        429 => new(DeliveryResult.Throttled, RetryAfter.Of(response, now)),
        408 or >= 500 => new(DeliveryResult.Unavailable, RetryAfter.Of(response, now)),

        // A redirect counts as a refusal: a signed body goes to the configured address and nowhere else.
        _ => new(DeliveryResult.Rejected),
    };

    /// <summary>The same for the same news however often it is sent, so that a receiver can drop what it has. Holds no full stop, which is what is signed between the parts.</summary>
    private static string IdOf(DeliveryIntent intent) =>
        string.Create(CultureInfo.InvariantCulture, $"msg_{intent.Profile.Value:N}_{intent.Version}_{StandardWebhooksBody.Word(intent.Kind)}");

    private static string IdOf(IReadOnlyList<DeliveryIntent> intents)
    {
        var ids = string.Join('\n', intents.Select(IdOf));
        return $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ids)).AsSpan(0, 16))}";
    }
}
