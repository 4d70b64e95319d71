using Microsoft.Extensions.Configuration;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Settings;

/// <summary>Where the host keeps its keys and its timers' state.</summary>
internal sealed class DataFolder(string path)
{
    private const string Embedded = "Cdi=embedded";

    public string FullPath => path;

    /// <summary>The folder of <c>AzureWebJobsStorage</c>, or <c>.data</c> where that setting names a storage account.</summary>
    public static DataFolder From(IConfiguration settings, string workingDirectory) =>
        new(Path.GetFullPath(PathOf(settings["AzureWebJobsStorage"]) ?? ".data", workingDirectory));

    /// <summary>The Path of a <c>Cdi=embedded;Path=...</c> connection string; null for any other.</summary>
    public static string? PathOf(string? connection)
    {
        if (connection is null || !connection.TrimStart().StartsWith(Embedded, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var path = connection.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(part => part.StartsWith("Path=", StringComparison.OrdinalIgnoreCase))
            .Select(part => part["Path=".Length..])
            .FirstOrDefault();
        return path is { Length: > 0 } ? path : ".data";
    }

    public void Prepare() => Prepare(path, "AzureWebJobsStorage");

    /// <param name="setting">The setting that names the folder, for the person who has to choose another.</param>
    public static void Prepare(string path, string setting)
    {
        var probe = Path.Combine(path, $".probe-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(path);
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The data folder {path} cannot be written ({failure.Message.TrimEnd('.')}): "
                + $"name another in the setting {setting}, Cdi=embedded;Path=<folder>.",
                failure);
        }
    }

    public string FileNamed(string name) => Path.Combine(path, name);
}
