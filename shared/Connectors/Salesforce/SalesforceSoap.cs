using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using System.Xml.Linq;

namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>
/// Reads an outbound message, and makes JSON of what counts in it: the organization, and each notification with its
/// record. What else the message holds (a live session token, the organization's own addresses) is not taken over.
/// </summary>
internal static class SalesforceSoap
{
    /// <summary>Where the notifications are in that JSON.</summary>
    public const string Notifications = "notifications";

    private const int MaxDepth = 24;
    private const int MaxCharacters = 8 * 1024 * 1024;

    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Outbound = "http://soap.sforce.com/2005/09/outbound";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>No document type, and so no entities; nothing is fetched from anywhere.</summary>
    private static readonly XmlReaderSettings Hardened = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static WebhookAnswer Acknowledged { get; } = new(
        200,
        "text/xml; charset=utf-8",
        """<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>""");

    public static bool IsXml(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        return start.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    /// <returns>What is wrong with the message, or null with its JSON.</returns>
    public static string? Convert(ReadOnlySpan<byte> body, out ReadOnlyMemory<byte> json)
    {
        json = default;
        if (!Utf8.IsValid(body))
        {
            return "the body is not UTF-8";
        }

        try
        {
            var text = Encoding.UTF8.GetString(body).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
            return Parse(text, out var document) ?? Write(document!, out json); // without a mistake there is a document
        }
        catch (XmlException)
        {
            return "the body is not XML, is too large, or has a document type";
        }
    }

    private static string? Parse(string text, out XDocument? document)
    {
        document = null;

        // Whoever loads a document keeps all of it, so its depth is looked at first.
        using (var depth = XmlReader.Create(new StringReader(text), Hardened))
        {
            while (depth.Read())
            {
                if (depth.Depth > MaxDepth)
                {
                    return $"the body is deeper than {MaxDepth} levels";
                }
            }
        }

        using var reader = XmlReader.Create(new StringReader(text), Hardened);
        document = XDocument.Load(reader);
        return null;
    }

    private static string? Write(XDocument document, out ReadOnlyMemory<byte> json)
    {
        json = default;
        var message = document.Root?.Name == Envelope + "Envelope" ? document.Root.Element(Envelope + "Body")?.Element(Outbound + "notifications") : null;
        var notifications = message?.Elements(Outbound + "Notification").ToList() ?? [];
        if (message is null || notifications.Count == 0)
        {
            return "there are no notifications in the body of a SOAP envelope";
        }

        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("organizationId", message.Element(Outbound + "OrganizationId")?.Value.Trim());
            writer.WriteStartArray(Notifications);
            foreach (var notification in notifications)
            {
                WriteNotification(writer, notification);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        json = buffer.WrittenMemory;
        return null;
    }

    private static void WriteNotification(Utf8JsonWriter writer, XElement notification)
    {
        var record = notification.Element(Outbound + "sObject");
        var type = record?.Attribute(Instance + "type")?.Value.Trim();
        writer.WriteStartObject();
        writer.WriteString("id", notification.Element(Outbound + "Id")?.Value.Trim());
        writer.WriteString("type", type?[(type.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        if (record?.HasElements == true)
        {
            writer.WritePropertyName("record");
            WriteValue(writer, record);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, XElement element)
    {
        if (element.Attribute(Instance + "nil")?.Value.Trim() is "true" or "1")
        {
            writer.WriteNullValue();
        }
        else if (!element.HasElements)
        {
            writer.WriteStringValue(element.Value);
        }
        else
        {
            writer.WriteStartObject();
            foreach (var member in element.Elements().DistinctBy(e => e.Name.LocalName))
            {
                writer.WritePropertyName(member.Name.LocalName);
                WriteValue(writer, member);
            }

            writer.WriteEndObject();
        }
    }
}
