using System.Text.Json;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Reads one file of <c>destinations</c>.</summary>
internal static class DestinationFile
{
    private const string NotRequired = "not-required";
    private const string ConsentForm =
        """must be {"purpose": …, "channel": …}, which a person must have granted at the moment of sending, or the text "not-required" where no consent is needed""";

    public static ConfigEntry<DestinationSettings> Read(JsonElement root, string fileName, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var file = new ConfigObject(root, "$", errors);
        var key = ConfigRules.ReadKey(file, fileName);
        var connector = file.Text("connector", required: true);
        var (limit, window) = ReadRate(file.Object("rate"));
        var settings = new DestinationSettings
        {
            Key = key ?? fileName,
            Connector = connector ?? "",
            System = ConfigRules.ReadSystem(file, key) ?? fileName,
            Secrets = file.Texts("secrets", mistake: ConfigRules.SecretNameMistake),
            Consent = ReadConsent(file),
            Fields = file.Texts("fields", atLeast: 1, ConfigRules.FieldMistake),
            Identifiers = file.Texts("identifiers", mistake: ConfigRules.IdentifierTypeMistake),
            SensitiveFields = file.Texts("sensitiveFields", mistake: ConfigRules.FieldMistake),
            RateLimit = limit,
            RateWindow = window,
            Concurrency = file.Whole("concurrency", otherwise: 4, 1, 64),
            Shards = file.Whole("shards", otherwise: 1, 1, 16),
            Options = file.Copy("options"),
        };
        var enabled = file.Flag("enabled", otherwise: true);
        file.Done();
        return new(settings, settings.Key, connector, enabled, errors.All.Count == before);
    }

    private static ConsentNeed? ReadConsent(ConfigObject file)
    {
        var value = file.Raw("consent");
        if (value.ValueKind == JsonValueKind.Object)
        {
            var consent = file.Object("consent");
            var purpose = consent.Text("purpose", required: true);
            var channel = consent.Text("channel", required: true);
            consent.Done();
            return purpose is null || channel is null ? null : new(purpose, channel);
        }

        if (value.ValueKind == JsonValueKind.Undefined)
        {
            if (file.IsObject)
            {
                file.Error("consent", $"is missing. Choose: it {ConsentForm}");
            }
        }
        else if (value.ValueKind != JsonValueKind.String || value.GetString() != NotRequired)
        {
            file.Error("consent", ConsentForm);
        }

        return null;
    }

    private static (int Limit, TimeSpan Window) ReadRate(ConfigObject rate)
    {
        if (!rate.IsObject)
        {
            return (100, TimeSpan.FromSeconds(1));
        }

        var limit = rate.Whole("limit", otherwise: null, 1, 100_000);
        var seconds = rate.Whole("perSeconds", otherwise: 1, 1, 86_400);
        rate.Done();
        return (limit, TimeSpan.FromSeconds(seconds));
    }
}
