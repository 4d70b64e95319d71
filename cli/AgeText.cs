using System.Globalization;

namespace ServerlessCdi.Cli;

/// <summary>How long something has waited, as one would say it.</summary>
internal static class AgeText
{
    /// <param name="seconds">As the app's answers have it.</param>
    public static string Of(string? seconds)
    {
        var age = TimeSpan.FromSeconds(long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0);
        return age.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.#} days")
            : age.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0.#} hours")
            : string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0.#} minutes");
    }
}
