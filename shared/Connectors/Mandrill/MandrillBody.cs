using System.Text;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Mandrill;

/// <summary>The form that Mandrill sends: one field, which holds a list of events as JSON.</summary>
internal static class MandrillBody
{
    public const string Field = "mandrill_events";

    public static WebhookReading Read(WebhookRequest request, IEventReader reader)
    {
        // One event of a list comes back from quarantine without the form around it.
        if (request.Body.Span is [(byte)'{', ..])
        {
            return JsonDelivery.Read(request, reader);
        }

        return EventsOf(FormBody.Read(request.Body.Span)) is { } events
            ? JsonDelivery.Read(request, Encoding.UTF8.GetBytes(events), reader)
            : WebhookReading.RejectAll(request, $"the body is no form with the field {Field}");
    }

    /// <summary>The list; null where the field is not there, or is there twice.</summary>
    public static string? EventsOf(IReadOnlyList<KeyValuePair<string, string>>? form) =>
        form?.Where(field => field.Key == Field).Take(2).ToArray() is [var only] ? only.Value : null;
}
