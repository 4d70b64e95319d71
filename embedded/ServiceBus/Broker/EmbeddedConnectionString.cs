namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// <c>Cdi=embedded;Path=folder[;Queues=file]</c>. The folder holds queues.db; the file holds queue definitions and is
/// <c>queues.json</c> beside the app if not given.
/// </summary>
internal sealed record EmbeddedConnectionString(string Folder, string? DefinitionFile)
{
    private const string Help = "The embedded Service Bus takes 'Cdi=embedded;Path=<folder>[;Queues=<file>]'. For a real namespace build with the package Azure.Messaging.ServiceBus (AzureSdk=nuget).";

    /// <exception cref="ArgumentException">Empty, without a path, or with an unknown part.</exception>
    /// <exception cref="NotSupportedException">It names a namespace in Azure.</exception>
    public static EmbeddedConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToLookup(pair => pair[0], pair => pair.Length == 2 ? pair[1] : "", StringComparer.OrdinalIgnoreCase);
        if (parts.Contains("Endpoint"))
        {
            throw new NotSupportedException(Help);
        }

        if (!"embedded".Equals(parts["Cdi"].FirstOrDefault(), StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrEmpty(parts["Path"].FirstOrDefault())
            || parts.Any(part => part.Key.ToUpperInvariant() is not ("CDI" or "PATH" or "QUEUES")))
        {
            throw new ArgumentException(Help, nameof(connectionString));
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parts["Path"].First()));
        return new EmbeddedConnectionString(folder, parts["Queues"].FirstOrDefault() is { Length: > 0 } file ? Path.GetFullPath(file) : null);
    }

    /// <summary>The queues that the connection string or the app's folder defines; none if there is no such file beside the app.</summary>
    public IReadOnlyList<QueueDefinition> ReadDefinitions()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "queues.json");
        return DefinitionFile is not null ? QueueDefinitionFile.Read(DefinitionFile) : File.Exists(beside) ? QueueDefinitionFile.Read(beside) : [];
    }
}
