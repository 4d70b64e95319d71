using System.Text.Json;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Settings;

/// <summary>The <c>Values</c> of local.settings.json, or of the sample where there is none.</summary>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string?> Values, string? Notice)
{
    private const string FileName = "local.settings.json";
    private const string SampleName = "local.settings.sample.json";
    private const string Section = "Values";

    public static LocalSettings Load(HostSeams seams)
    {
        var file = new[] { seams.BaseDirectory, seams.WorkingDirectory }
            .Select(folder => Path.Combine(folder, FileName))
            .FirstOrDefault(File.Exists);
        if (file is not null)
        {
            return new LocalSettings(Read(file), null);
        }

        var sample = Path.Combine(seams.BaseDirectory, SampleName);
        return File.Exists(sample)
            ? new LocalSettings(Read(sample), $"No {FileName} found: running with {SampleName}.")
            : new LocalSettings(new Dictionary<string, string?>(), null);
    }

    private static Dictionary<string, string?> Read(string file)
    {
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), options);
            return Settings(document.RootElement, file);
        }
        catch (JsonException failure)
        {
            throw new StartupException($"{file} is not valid JSON: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{file} cannot be read: {failure.Message}", failure);
        }
    }

    private static Dictionary<string, string?> Settings(JsonElement root, string file)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new StartupException($"{file} must hold one JSON object with \"Values\".");
        }

        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw new StartupException($"{file} is encrypted (IsEncrypted): decrypt it with Core Tools, \"func settings decrypt\".");
        }

        if (root.TryGetProperty(Section, out var section))
        {
            foreach (var setting in section.EnumerateObject())
            {
                values[setting.Name.Replace("__", ":", StringComparison.Ordinal)] = setting.Value.ValueKind switch
                {
                    JsonValueKind.String => setting.Value.GetString(),
                    JsonValueKind.Object or JsonValueKind.Array =>
                        throw new StartupException($"{file}: the value of \"{setting.Name}\" must be a string; nested settings are written with __."),
                    _ => setting.Value.GetRawText(),
                };
            }
        }

        return values;
    }
}
