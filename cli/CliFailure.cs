namespace ServerlessCdi.Cli;

/// <summary>Ends a command with one sentence for the user and an exit code.</summary>
internal sealed class CliFailure(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Trying the same again in a moment may succeed: the app is away, or its store is.</summary>
    public bool MayPass { get; init; }
}
