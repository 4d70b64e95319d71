using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>The configuration cannot be used. The message lists every mistake, one a line.</summary>
public sealed class ConfigException : Exception
{
    public ConfigException()
    {
    }

    public ConfigException(string message) : base(message)
    {
    }

    public ConfigException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public ConfigException(string folder, IReadOnlyList<ConfigError> errors)
        : base($"The configuration in {folder} has {errors.Count} mistake{(errors.Count == 1 ? "" : "s")}:\n{string.Join('\n', errors)}") =>
        Errors = errors;

    public IReadOnlyList<ConfigError> Errors { get; } = [];
}
