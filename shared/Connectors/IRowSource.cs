namespace ServerlessCdi.Connectors;

/// <summary>Capability of a source: reads a row of an export (CSV or NDJSON) through the same mapping as its webhooks.</summary>
public interface IRowSource
{
    /// <summary>Turns one row into changes. Pure, and must not throw, whatever the bytes.</summary>
    /// <param name="row">Its body is one JSON object, <c>{header: text}</c> for a row of CSV; nothing signs it.</param>
    /// <param name="object">The kind of object that the file holds, such as <c>contact</c>; null where the mapping says it.</param>
    WebhookReading ReadRow(WebhookRequest row, string? @object);
}
