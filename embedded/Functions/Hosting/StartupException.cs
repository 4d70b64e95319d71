namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>Why the host cannot start, as a text for the person at the terminal.</summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
