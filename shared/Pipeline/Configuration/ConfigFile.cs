using System.Text.Json;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Reads one JSON file with comments and trailing commas, refusing members that stand twice in one object.</summary>
internal static class ConfigFile
{
    private const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 64,
    };

    /// <summary>The file's root, which outlives the file; undefined where it cannot be read (reported).</summary>
    public static JsonElement Read(string path, ConfigErrors errors)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                errors.Add("$", $"is larger than {MaxBytes} bytes");
                return default;
            }

            using var document = JsonDocument.Parse(File.ReadAllText(path), Options);
            ReportDuplicates(document.RootElement, "$", errors);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            errors.Add("$", $"is not JSON at line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add("$", $"cannot be read: {e.Message}");
        }

        return default;
    }

    private static void ReportDuplicates(JsonElement element, string path, ConfigErrors errors)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    if (!seen.Add(member.Name))
                    {
                        errors.Add($"{path}.{member.Name}", "stands twice in the same object: which one counts?");
                    }

                    ReportDuplicates(member.Value, $"{path}.{member.Name}", errors);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    ReportDuplicates(item, $"{path}[{index}]", errors);
                }

                break;
            default:
                break;
        }
    }
}
