using System.Text.RegularExpressions;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// A regular expression that a payload's text is held against. It runs without backtracking where it can; one with
/// look-around or back references has a tenth of a second, and a text that takes longer does not match.
/// </summary>
internal static class CheckPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Null for what is no regular expression.</summary>
    public static Regex? Parse(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public static string? Mistake(Regex pattern, string? text)
    {
        try
        {
            return text is not null && pattern.IsMatch(text) ? null : "does not match the pattern";
        }
        catch (RegexMatchTimeoutException)
        {
            return "takes too long to match the pattern";
        }
    }
}
