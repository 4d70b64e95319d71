namespace ServerlessCdi.Cli.Sending;

/// <summary>What signs a sample, and where it came from.</summary>
/// <param name="Text">The secret itself: for signing only, never printed.</param>
/// <param name="Note">What the user should know about it, if anything.</param>
internal sealed record SigningSecret(string Text, string? Note = null);
