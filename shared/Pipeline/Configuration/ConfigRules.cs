using System.Text.RegularExpressions;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>The forms of names in configuration. The JSON Schemas in <c>config/schemas</c> state the same ones.</summary>
internal static partial class ConfigRules
{
    public const string KeyForm = "lower-case letters, digits and dashes, at most 40, not starting with a dash";

    public static string? KeyMistake(string text) => KeyPattern().IsMatch(text) ? null : $"must be {KeyForm}";

    // The text is not quoted: a secret pasted in the place of its name must not reach a log.
    public static string? SecretNameMistake(string text) => SecretNamePattern().IsMatch(text)
        ? null
        : "must be the name of a Key Vault secret: letters, digits and dashes, at most 127";

    public static string? IdentifierTypeMistake(string text) => IdentifierTypePattern().IsMatch(text)
        ? null
        : "must be an identifier type, such as email, phone, user_id or external:hubspot:contact";

    public static string? FieldMistake(string text) => text switch
    {
        "*" => "must name one field: every field that may leave is listed",
        _ when FieldPattern().IsMatch(text) => null,
        _ => "must be a field name: at most 100 characters, without spaces at the ends",
    };

    public static string? ObjectMistake(string text) =>
        ObjectPattern().IsMatch(text) ? null : "must be a kind of object in the singular, such as contact: lower-case letters, digits, _ and -, at most 40";

    /// <summary>The key that a file states, checked against its form and its file's name; null where it has none.</summary>
    public static string? ReadKey(ConfigObject file, string fileName)
    {
        var key = file.Text("key", required: true);
        if (key is null)
        {
            return null;
        }

        if (KeyMistake(key) is { } mistake)
        {
            file.Error("key", mistake);
        }
        else if (fileName != key)
        {
            file.Error("key", $"must be the file's name, \"{fileName}\", or the file must be named {key}.json");
        }

        return key;
    }

    public static string? ReadSystem(ConfigObject file, string? key)
    {
        var system = file.Text("system");
        if (system is not null && KeyMistake(system) is { } mistake)
        {
            file.Error("system", mistake);
        }

        return system ?? key;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^[a-z0-9_-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectPattern();

    [GeneratedRegex(@"^[0-9a-zA-Z-]{1,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SecretNamePattern();

    [GeneratedRegex(@"^(?:[a-z][a-z0-9_]{0,39}|external:[a-z0-9][a-z0-9-]{0,39}:[a-z0-9_-]{1,40})\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierTypePattern();

    [GeneratedRegex(@"^\S(?:.{0,98}\S)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FieldPattern();
}
