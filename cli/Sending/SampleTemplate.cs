using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ServerlessCdi.Cli.Sending;

/// <summary>
/// Fills the placeholders of a sample payload: <c>{{now}}</c> (ISO 8601, UTC), <c>{{now-ms}}</c> and <c>{{now-s}}</c> (unix
/// milliseconds and seconds), and, different at each place, <c>{{uuid}}</c> and <c>{{number}}</c> (nine digits). A JSON string
/// that is nothing but a placeholder of a number becomes that number, so that a sample file is JSON itself.
/// </summary>
internal static partial class SampleTemplate
{
    /// <exception cref="CliFailure">The sample has a placeholder of another name.</exception>
    public static string Fill(string template, DateTimeOffset now) => Placeholder().Replace(
        NumberAlone().Replace(template, match => Value(match.Groups[1].Value, now)),
        match => Value(match.Groups[1].Value, now));

    private static string Value(string name, DateTimeOffset now) => name switch
    {
        "now" => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        "now-ms" => now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "now-s" => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "uuid" => Guid.CreateVersion7(now).ToString("D"),
        "number" => RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture),
        _ => throw new CliFailure(
            $"The payload has the placeholder {{{{{name}}}}}, which nothing fills. There are now, now-ms, now-s, uuid and number."),
    };

    [GeneratedRegex("""
        "\{\{(now-ms|now-s|number)\}\}"
        """)]
    private static partial Regex NumberAlone();

    [GeneratedRegex(@"\{\{([^{}]{1,40})\}\}")]
    private static partial Regex Placeholder();
}
