namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Reads a form that is one event: its bracketed names make it JSON, and the same rules hold for it as for any other event.</summary>
internal static class FormDelivery
{
    public static WebhookReading Read(WebhookRequest request, IEventReader reader)
    {
        if (FormBody.Read(request.Body.Span) is not { } fields || FormJson.Of(fields) is not { } json)
        {
            return WebhookReading.RejectAll(request, "the body is no form, or says one field twice");
        }

        // What is set aside waits as the form that it is, for that is what is read when it comes back.
        var reading = JsonDelivery.Read(request, json, reader);
        return reading.Rejected.Count == 0 ? reading : reading with { Rejected = [.. reading.Rejected.Select(part => part with { Raw = request.Body })] };
    }
}
