using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Settings;

/// <summary>Texts of trigger attributes in which <c>%Setting%</c> stands for that setting's value.</summary>
internal static partial class SettingText
{
    public static string Resolve(string text, IConfiguration settings) => Placeholder().Replace(text, match =>
        settings[Key(match.Groups[1].Value)] is { Length: > 0 } value
            ? value
            : throw new StartupException($"\"{text}\" names the setting \"{match.Groups[1].Value}\", which is not set."));

    /// <summary>A connection's setting, looked up as the Functions host does: with and without the prefix AzureWebJobs.</summary>
    public static string? Connection(string name, IConfiguration settings) =>
        settings["AzureWebJobs" + Key(name)] ?? settings[Key(name)] ?? settings["ConnectionStrings:" + Key(name)];

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
