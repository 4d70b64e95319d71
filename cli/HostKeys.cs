using System.Text.Json;

namespace ServerlessCdi.Cli;

/// <summary>The app's keys as it keeps them in its data folder.</summary>
internal static class HostKeys
{
    public const string FileName = "host-keys.json";

    /// <summary>The function key named <c>default</c>, or null where the folder has none.</summary>
    public static string? Default(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        try
        {
            using var file = File.OpenRead(path);
            using var keys = JsonDocument.Parse(file);
            return keys.RootElement.ValueKind == JsonValueKind.Object
                && keys.RootElement.TryGetProperty("functionKeys", out var functions)
                && functions.ValueKind == JsonValueKind.Object
                && functions.TryGetProperty("default", out var key)
                && key.ValueKind == JsonValueKind.String
                ? key.GetString()
                : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            throw new CliFailure($"{path} is not JSON; start the app once to have it written, or give --key.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CliFailure($"{path} may not be read by this user; give --key or CDI_KEY.");
        }
    }
}
