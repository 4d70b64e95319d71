namespace ServerlessCdi.Connectors;

/// <summary>Collects every mistake in a configuration, each with its file and JSON path, so that one start shows them all.</summary>
public sealed class ConfigErrors
{
    private readonly List<ConfigError> _errors = [];

    public IReadOnlyList<ConfigError> All => _errors;

    public bool Any => _errors.Count > 0;

    /// <summary>The file that errors are added for now, relative to the configuration folder.</summary>
    public string File { get; set; } = "";

    /// <param name="path">JSON path within the file, such as <c>$.options.timeWindow</c>.</param>
    /// <param name="message">What is wrong and what would be right. Never quotes a secret.</param>
    public void Add(string path, string message) => _errors.Add(new(File, path, message));
}

public sealed record ConfigError(string File, string Path, string Message)
{
    public override string ToString() => $"{File} {Path}: {Message}";
}
