using System.Text.Json;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Reads one file of <c>sources</c>.</summary>
internal static class SourceFile
{
    public static ConfigEntry<SourceSettings> Read(JsonElement root, string fileName, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var file = new ConfigObject(root, "$", errors);
        var key = ConfigRules.ReadKey(file, fileName);
        var connector = file.Text("connector", required: true);
        var settings = new SourceSettings
        {
            Key = key ?? fileName,
            Connector = connector ?? "",
            System = ConfigRules.ReadSystem(file, key) ?? fileName,
            Secrets = file.Texts("secrets", atLeast: 1, ConfigRules.SecretNameMistake),
            Region = ReadRegion(file),
            PublicUrl = ReadUrl(file),
            Options = file.Copy("options"),
            Mapping = file.Raw("mapping", JsonValueKind.Object),
            Contract = file.Raw("contract", JsonValueKind.Object),
            Authority = AuthorityRules.Read(file.Object("authority")),
        };
        var enabled = file.Flag("enabled", otherwise: true);
        file.Done();
        return new(settings, settings.Key, connector, enabled, errors.All.Count == before);
    }

    internal static string? ReadRegion(ConfigObject file)
    {
        var region = file.Text("region");
        if (region is not (null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']))
        {
            file.Error("region", "must be a country of ISO 3166 in two capital letters, such as GB");
        }

        return region;
    }

    private static Uri? ReadUrl(ConfigObject file)
    {
        var text = file.Text("publicUrl");
        if (text is null)
        {
            return null;
        }

        if ((text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Host.Length: > 0, UserInfo: "", Fragment: "" })
        {
            return url;
        }

        file.Error("publicUrl", "must be the whole URL that the vendor calls, starting with https:// (or http://), without user or fragment");
        return null;
    }
}
