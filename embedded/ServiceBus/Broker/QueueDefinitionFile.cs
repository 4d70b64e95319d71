using System.Text.Json;
using System.Xml;
using Azure.Messaging.ServiceBus.Administration;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// Reads queue definitions from a file in the shape of the official emulator's Config.json
/// (https://github.com/Azure/azure-service-bus-emulator-installer): UserConfig.Namespaces[].Queues[].
/// </summary>
internal static class QueueDefinitionFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="InvalidOperationException">The file is missing or is not such a file; the message says where.</exception>
    public static IReadOnlyList<QueueDefinition> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return [.. document.RootElement.GetProperty("UserConfig").GetProperty("Namespaces").EnumerateArray()
                .Where(ns => ns.TryGetProperty("Queues", out _))
                .SelectMany(ns => ns.GetProperty("Queues").EnumerateArray())
                .Select(ReadQueue)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The queue definitions '{path}' cannot be read: {e.Message} Expected UserConfig.Namespaces[].Queues[{{Name, Properties}}].", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The queue definitions '{path}' cannot be opened: {e.Message} Correct Queues= in the connection string.", e);
        }
    }

    /// <summary>Through the options of the API, so that a value which Azure would refuse at deployment is refused here too.</summary>
    private static QueueDefinition ReadQueue(JsonElement queue)
    {
        var options = new CreateQueueOptions(queue.GetProperty("Name").GetString()!);
        if (!queue.TryGetProperty("Properties", out var properties))
        {
            return options.ToDefinition();
        }

        foreach (var unsupported in (string[])["ForwardTo", "ForwardDeadLetteredMessagesTo"])
        {
            if (properties.TryGetProperty(unsupported, out var target) && !string.IsNullOrEmpty(target.GetString()))
            {
                throw new NotSupportedException($"Queue '{options.Name}' sets {unsupported}: the embedded broker does not forward. Use the package Azure.Messaging.ServiceBus (AzureSdk=nuget).");
            }
        }

        options.LockDuration = Duration(properties, "LockDuration", options.LockDuration);
        options.MaxDeliveryCount = properties.TryGetProperty("MaxDeliveryCount", out var max) ? max.GetInt32() : options.MaxDeliveryCount;
        options.RequiresSession = Flag(properties, "RequiresSession");
        options.RequiresDuplicateDetection = Flag(properties, "RequiresDuplicateDetection");
        options.DuplicateDetectionHistoryTimeWindow = Duration(properties, "DuplicateDetectionHistoryTimeWindow", options.DuplicateDetectionHistoryTimeWindow);
        options.DefaultMessageTimeToLive = Duration(properties, "DefaultMessageTimeToLive", options.DefaultMessageTimeToLive);
        options.DeadLetteringOnMessageExpiration = Flag(properties, "DeadLetteringOnMessageExpiration");
        return options.ToDefinition();
    }

    private static bool Flag(JsonElement properties, string name) => properties.TryGetProperty(name, out var value) && value.GetBoolean();

    private static TimeSpan Duration(JsonElement properties, string name, TimeSpan otherwise) =>
        properties.TryGetProperty(name, out var value) ? XmlConvert.ToTimeSpan(value.GetString() ?? "") : otherwise;
}
