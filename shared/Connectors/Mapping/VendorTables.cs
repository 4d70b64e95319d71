using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// Loads the table that a vendor's folder ships and lays the source's own over it. An entry of the source replaces the
/// shipped ones with the same target or the same path; <c>drop</c> takes a member out altogether.
/// </summary>
internal static class VendorTables
{
    private const string Path = "$.mapping";

    /// <param name="shared">The name of a table that several vendors share; null: the vendor's own.</param>
    public static Dictionary<string, VendorTable> Load(SourceSettings settings, string? shared, ConfigErrors errors)
    {
        // What a shared table keeps without an entry has a name that the customer gave it, and is no vendor's.
        var keepPrefix = shared is null ? $"{settings.Connector}_" : "";
        using var shipped = Shipped(shared ?? settings.Connector);
        var overlay = new ConfigObject(settings.Mapping, Path, errors);
        var own = overlay.Object("objects");
        overlay.Done();
        var tables = new Dictionary<string, VendorTable>(StringComparer.Ordinal);
        var shippedObjects = shipped?.RootElement.GetProperty("objects") ?? default;
        if (shippedObjects.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in shippedObjects.EnumerateObject())
            {
                var laid = own.IsObject ? own.Raw(member.Name) : default;
                tables[member.Name] = Bind(MappingOverlay.Lay(member.Value, laid), own.PathOf(member.Name), settings, keepPrefix, errors);
            }
        }

        foreach (var member in own.Members.Where(m => !tables.ContainsKey(m.Name)))
        {
            if (MappingWords.ObjectMistake(member.Name) is { } mistake)
            {
                own.Error(member.Name, mistake);
            }

            tables[member.Name] = Bind(member.Value, own.PathOf(member.Name), settings, keepPrefix, errors);
        }

        return tables;
    }

    private static VendorTable Bind(JsonElement table, string path, SourceSettings settings, string keepPrefix, ConfigErrors errors)
    {
        var config = new ConfigObject(table, path, errors);
        var names = config.Texts("names");
        var records = RecordTable.Bind(config, new(settings.Key, settings.Region, BlankClears: false, errors), keepPrefix);
        var row = RowRule.Bind(config, errors);
        config.Done();
        return new(records, names, row);
    }

    private static JsonDocument? Shipped(string connector)
    {
        using var stream = typeof(VendorTables).Assembly.GetManifestResourceStream($"{connector}.mapping.json");
        return stream is null ? null : JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
    }
}
