using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Functions;

/// <summary>What keeps the app from starting and is for its operator to mend, as a sentence without a stack trace.</summary>
internal static class StartFault
{
    /// <returns>Null for anything else, which is a fault of the program.</returns>
    public static string? Of(Exception fault) => fault switch
    {
        ConfigException => fault.Message,
        RequestFailedException => $"A table or a secret cannot be reached: {FirstLine(fault)}",
        AuthenticationFailedException => $"The app has no identity that Azure knows: {FirstLine(fault)}",
        ServiceBusException => $"The queues cannot be reached: {FirstLine(fault)}",
        IOException or UnauthorizedAccessException => $"A file cannot be used: {fault.Message}",
        _ => null,
    };

    private static string FirstLine(Exception fault) => fault.Message.Split('\n', 2)[0].TrimEnd();
}
