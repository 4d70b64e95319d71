namespace ServerlessCdi.Tests.Testing;

/// <summary>How a process ended.</summary>
/// <param name="Output">Standard output and error together.</param>
/// <param name="Errors">Standard error alone.</param>
public sealed record AppExit(int Code, string Output, string Errors);
